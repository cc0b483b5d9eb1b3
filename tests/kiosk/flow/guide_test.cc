// Reading and printing what is open to all: nobody says who they are, and the ledger does not know.
#include "visit.h"

namespace kiosk24::flow {
namespace {

Matter reading_matter() {
    Matter matter = screens::sample_state().catalogue->matters.front();
    matter.id = "PB03";
    matter.identify.clear();
    matter.form.clear();
    matter.needs.clear();
    matter.steps = {{"read", StepKind::read, {{{}, "print"}}},
                    {"print", StepKind::print, {{{}, "finish"}}},
                    {"finish", StepKind::finish, {}}};
    return matter;
}

class Reading : public testing::Test {
  protected:
    Reading() {
        auto catalogue = std::make_shared<Catalogue>(*visit.state.catalogue);
        catalogue->matters.push_back(reading_matter());
        visit.state.catalogue = catalogue;
        const auto sample = screens::sample_state_at(Situation::guide);
        list = sample.session->guides->list;
        guide = *sample.session->guides->guide;
    }

    void to_list() {
        visit.to_home();
        visit.wants(intent::OpenMatter{"PB03"});
        visit.answers<command::FetchGuides>(result::GuidesFetched{list});
    }
    void to_guide() {
        to_list();
        visit.wants(intent::OpenGuide{guide.summary.id});
        visit.answers<command::FetchGuide>(result::GuideFetched{guide});
    }
    void to_printer() {
        to_guide();
        visit.wants(intent::PrintGuide{});
        visit.verified(2);
    }
    // The device becomes unusable, as its driver would say.
    void paper_runs_out() {
        auto condition = visit.state.device(DeviceClass::document_printer)->condition;
        condition.fault = Fault::printer_paper_out;
        visit.happens(Event(event::DeviceChanged{"a4", condition}));
    }

    Visit visit;
    std::vector<GuideSummary> list;
    Guide guide;
};

TEST_F(Reading, BeginsWithTheListAtOnceAndWithoutACard) {
    visit.to_home();
    visit.wants(intent::OpenMatter{"PB03"});
    EXPECT_EQ(visit.situation(), Situation::guide_list);
    EXPECT_FALSE(visit.has_open<command::ReadCard>());
    visit.answers<command::FetchGuides>(result::GuidesFetched{list});
    EXPECT_TRUE(visit.state.session->guides->is_listed);
}

TEST_F(Reading, AGuideIsReadAndTheListIsStillThereAfterwards) {
    to_guide();
    EXPECT_EQ(visit.situation(), Situation::guide);
    ASSERT_TRUE(visit.state.session->guides->guide);
    visit.wants(intent::GoBack{});
    EXPECT_EQ(visit.situation(), Situation::guide_list);
    EXPECT_FALSE(visit.has_open<command::FetchGuides>()) << "the list need not be asked for again";
    EXPECT_TRUE(visit.ledger.empty()) << "reading leaves no trace";
}

TEST_F(Reading, PrintsPageByPageAndTheLedgerKnowsNoPerson) {
    to_guide();
    visit.wants(intent::PrintGuide{});
    EXPECT_EQ(visit.situation(), Situation::printing);
    visit.answers<command::FetchDocument>(
        result::DocumentFetched{std::make_shared<const Personal<Bytes>>(Bytes{1}), "00"});
    const auto check = std::get<command::VerifyDocument>(visit.open<command::VerifyDocument>().what);
    EXPECT_TRUE(check.expected_name.reveal().empty());
    EXPECT_EQ(check.expected_document_number, "ZN-SI01-2026-05-06");
    EXPECT_EQ(check.expected_title, guide.summary.title.get(Language::zh_hans));
    visit.answers<command::VerifyDocument>(result::DocumentVerified{2});
    for (int page = 1; page <= 2; ++page) {
        EXPECT_EQ(std::get<command::PrintPage>(visit.open<command::PrintPage>().what).page, page);
        visit.answers<command::PrintPage>(result::PageResult{Outcome::done});
    }
    EXPECT_EQ(visit.situation(), Situation::take_paper);
    visit.wants(intent::PaperTaken{});
    EXPECT_EQ(visit.situation(), Situation::goodbye);
    EXPECT_EQ(visit.count(LedgerKind::page_fed), 2);
    EXPECT_EQ(visit.count(LedgerKind::closed), 1);
    for (const auto& entry : visit.ledger)
        EXPECT_TRUE(entry.personal.empty()) << name_of(entry.kind);
    EXPECT_TRUE(visit.state.cases.empty()) << "nobody comes back for it";
}

TEST_F(Reading, APageWhoseOutcomeIsUnknownIsAskedAbout) {
    to_printer();
    visit.answers<command::PrintPage>(result::PageResult{Outcome::unknown, Fault::printer_offline});
    EXPECT_EQ(visit.situation(), Situation::printing);
    EXPECT_TRUE(visit.state.session->printing->asks_whether_it_came_out);
    EXPECT_FALSE(visit.has_open<command::PrintPage>()) << "a program never tries that again by itself";
    visit.wants(intent::AnswerPageOutcome{true});
    EXPECT_EQ(std::get<command::PrintPage>(visit.open<command::PrintPage>().what).page, 2);
}

TEST_F(Reading, WhatWasNotPrintedWhenThePersonLeavesNeverIs) {
    to_printer();
    visit.answers<command::PrintPage>(result::PageResult{Outcome::not_done, Fault::printer_jammed});
    visit.wants(intent::LeaveWithoutPaper{});
    EXPECT_EQ(visit.count(LedgerKind::page_destroyed), 2);
    EXPECT_EQ(visit.ledger.back().kind, LedgerKind::closed);
}

TEST_F(Reading, WithoutPaperItIsStillReadAndNothingIsBegun) {
    paper_runs_out();
    to_guide();
    EXPECT_EQ(visit.situation(), Situation::guide);
    visit.wants(intent::PrintGuide{});
    EXPECT_EQ(visit.situation(), Situation::guide);
    EXPECT_TRUE(visit.ledger.empty());
}

TEST_F(Reading, AnotherGuideThanTheOneAskedForIsNotShown) {
    to_list();
    visit.wants(intent::OpenGuide{list[1].id});
    visit.answers<command::FetchGuide>(result::GuideFetched{guide});
    EXPECT_EQ(visit.situation(), Situation::trouble);
}

TEST_F(Reading, WhatCannotBeFetchedIsSaidAndTriedAgain) {
    to_list();
    visit.wants(intent::OpenGuide{guide.summary.id});
    visit.answers<command::FetchGuide>(
        result::Failed{Error(Code::timed_out, ""), Fault::platform_unreachable});
    EXPECT_EQ(visit.situation(), Situation::trouble);
    visit.wants(intent::TryAgain{});
    EXPECT_EQ(visit.situation(), Situation::guide);
    EXPECT_TRUE(visit.has_open<command::FetchGuide>());
}

TEST_F(Reading, OfflineTheMatterSaysWhyItWaits) {
    visit.happens(Event(event::PlatformChanged{false, Fault::platform_unreachable}));
    visit.to_home();
    visit.wants(intent::OpenMatter{"PB03"});
    EXPECT_EQ(visit.situation(), Situation::matter);
}

TEST_F(Reading, APowerCutInMidPrintLeavesNothingToAskAnybody) {
    to_printer();
    CaseFile file;
    for (const auto& entry : visit.ledger)
        file = fold(std::move(file), entry);
    EXPECT_FALSE(is_open_for_citizen(file));
    Visit after;
    after.happens(Event(event::Started{.boot = 2, .open_cases = {file}}));
    EXPECT_FALSE(after.has_open<command::RecallPage>());
    EXPECT_EQ(after.count(LedgerKind::closed), 1);
}

}  // namespace
}  // namespace kiosk24::flow
