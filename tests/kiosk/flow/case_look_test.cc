// How far is my case: with the card all of one's own, with number and code just that one.
#include "visit.h"

namespace kiosk24::flow {
namespace {

constexpr const char* kNumber = "11440399MB000000094442000001000202605200001";

Matter query_matter() {
    Matter matter = screens::sample_state().catalogue->matters.front();
    matter.id = "PB01";
    matter.form.clear();
    matter.needs.clear();
    matter.steps = {
        {"query", StepKind::query, {{{Rule::Kind::equals, "way", {"card"}, {}}, "consent"}, {{}, "cases"}}},
        {"consent", StepKind::consent, {{{}, "identify"}}},
        {"identify", StepKind::identify, {{{}, "cases"}}},
        {"cases", StepKind::cases, {{{Rule::Kind::equals, "print", {"yes"}, {}}, "print"}, {{}, "finish"}}},
        {"print", StepKind::print, {{{}, "finish"}}},
        {"finish", StepKind::finish, {}}};
    return matter;
}

class Looking : public testing::Test {
  protected:
    Looking() {
        auto catalogue = std::make_shared<Catalogue>(*visit.state.catalogue);
        catalogue->matters.push_back(query_matter());
        visit.state.catalogue = catalogue;
        cases = screens::sample_state_at(Situation::case_list).session->look->cases;
    }

    void open() {
        visit.to_home();
        visit.wants(intent::OpenMatter{"PB01"});
    }
    void type(const std::string& number, const std::string& code) {
        visit.wants(intent::OpenField{"query.number"});
        visit.wants(intent::Edit{"query.number", PersonalText(number), 0, {}});
        visit.wants(intent::OpenField{"query.code"});
        visit.wants(intent::Edit{"query.code", PersonalText(code), 0, {}});
        visit.wants(intent::AskByNumber{});
    }
    void by_card(std::vector<CaseFile> here = {}) {
        open();
        visit.wants(intent::AskByCard{});
        visit.wants(intent::Agree{});
        visit.lays_card(adult_card());
        visit.answers<command::FindCases>(result::CasesFound{std::move(here)});
        visit.answers<command::ConfirmIdentity>(
            result::IdentityConfirmed{{PersonalText("r1"), PersonalText("李测试")}});
    }
    CaseFile approved_here() {
        CaseFile file = screens::sample_state_at(Situation::earlier_case).cases.begin()->second;
        file.case_number = kNumber;
        return file;
    }
    const std::string& problem(const char* field) { return visit.state.session->edits[field].problem; }

    Visit visit;
    std::vector<CaseSummary> cases;
};

TEST_F(Looking, WithTheCardAllCasesAreListedAndNothingIsFiled) {
    by_card();
    EXPECT_EQ(visit.situation(), Situation::case_list);
    EXPECT_EQ(
        std::get<command::AskCases>(visit.open<command::AskCases>().what).query.person_reference.reveal(),
        "r1");
    visit.answers<command::AskCases>(result::CasesTold{cases});
    EXPECT_EQ(visit.situation(), Situation::case_list);
    EXPECT_EQ(visit.state.session->look->cases.size(), cases.size());
    EXPECT_TRUE(visit.ledger.empty()) << "looking opens no case";
}

TEST_F(Looking, OnlyOneCaseIsOpenedAtOnce) {
    by_card();
    visit.answers<command::AskCases>(result::CasesTold{{cases.front()}});
    EXPECT_EQ(visit.situation(), Situation::case_story);
}

TEST_F(Looking, ByNumberNeedsTheCodeAndAsksWithoutAPerson) {
    open();
    EXPECT_EQ(visit.situation(), Situation::case_ask);
    type("2026 0520 0001", "482913");
    const auto query = std::get<command::AskCases>(visit.open<command::AskCases>().what).query;
    EXPECT_EQ(query.case_number, "202605200001");
    EXPECT_EQ(query.code.reveal(), "482913");
    EXPECT_TRUE(query.person_reference.reveal().empty());
    visit.answers<command::AskCases>(result::CasesTold{{cases.front()}});
    EXPECT_EQ(visit.situation(), Situation::case_story);
    visit.wants(intent::PrintAgain{});
    EXPECT_EQ(visit.situation(), Situation::case_story) << "paper is only for whoever laid the card";
}

TEST_F(Looking, WhatIsTypedWronglyIsSaidWhereItIsTyped) {
    open();
    type("2026052", "482913");
    EXPECT_EQ(visit.situation(), Situation::case_ask);
    EXPECT_EQ(problem("query.number"), "case_number");
    type("202605200001", "");
    EXPECT_EQ(problem("query.code"), "missing");
    EXPECT_FALSE(visit.has_open<command::AskCases>());
}

TEST_F(Looking, AWrongCodeFindsNothingAndTheNumberStays) {
    open();
    type("202605200001", "000000");
    visit.answers<command::AskCases>(result::CasesTold{});
    EXPECT_EQ(visit.situation(), Situation::case_ask);
    EXPECT_EQ(problem("query.code"), "no_such_case");
    EXPECT_EQ(visit.state.session->edits["query.number"].text.reveal(), "202605200001");
    EXPECT_TRUE(visit.state.session->edits["query.code"].text.reveal().empty());
    visit.wants(intent::GoBack{});
    visit.wants(intent::AskByCard{});
    EXPECT_EQ(visit.situation(), Situation::consent) << "the other way is still open";
}

TEST_F(Looking, BackFromAStoryByNumberLeadsToTheChoiceAgain) {
    open();
    type("202605200001", "482913");
    visit.answers<command::AskCases>(result::CasesTold{{cases.front()}});
    visit.wants(intent::GoBack{});
    EXPECT_EQ(visit.situation(), Situation::case_ask);
    visit.wants(intent::AskByCard{});
    EXPECT_EQ(visit.situation(), Situation::consent);
}

TEST_F(Looking, WhoGuessesTooOftenIsSentToTheCard) {
    open();
    type("202605200001", "000000");
    visit.answers<command::AskCases>(result::Failed{Error(Code::server_refused, "")});
    EXPECT_EQ(visit.situation(), Situation::case_ask);
    EXPECT_EQ(problem("query.code"), "too_many_tries");
}

TEST_F(Looking, AReceiptsCodeFillsTheNumber) {
    Condition online;
    online.state = DeviceState::online;
    visit.state.devices.push_back({{"scan", DeviceClass::code_reader}, online});
    open();
    visit.wants(intent::ScanInto{"query.number"});
    visit.answers<command::ScanCode>(result::CodeRead{PersonalText(kNumber), "QRCode"});
    EXPECT_EQ(visit.state.session->edits["query.number"].text.reveal(), kNumber);
    EXPECT_EQ(visit.state.session->field, "query.code") << "the code is still to be typed";
    visit.wants(intent::ScanInto{"query.number"});
    visit.answers<command::ScanCode>(result::CodeRead{PersonalText("https://kiosk24.invalid"), "QRCode"});
    EXPECT_EQ(problem("query.number"), "wrong_code");
}

TEST_F(Looking, AnotherTouchEndsTheScanning) {
    Condition online;
    online.state = DeviceState::online;
    visit.state.devices.push_back({{"scan", DeviceClass::code_reader}, online});
    open();
    visit.wants(intent::ScanInto{"query.number"});
    visit.wants(intent::AskByCard{});
    EXPECT_TRUE(visit.has_open<command::Cancel>());
    EXPECT_EQ(visit.situation(), Situation::consent);
}

TEST_F(Looking, ACaseOfThisTerminalIsPrintedAgainOnlyAsFarAsPagesAreMissing) {
    auto file = approved_here();
    file.pages = {PageState::fed, PageState::waiting};
    by_card({file});
    visit.answers<command::AskCases>(result::CasesTold{{cases.front()}});
    EXPECT_EQ(visit.situation(), Situation::case_story) << "the truth is heard even while paper is out";
    visit.wants(intent::PrintAgain{});
    EXPECT_EQ(visit.situation(), Situation::printing);
    visit.verified(2);
    EXPECT_EQ(std::get<command::PrintPage>(visit.open<command::PrintPage>().what).page, 2);
    EXPECT_EQ(visit.count(LedgerKind::opened), 0);
}

TEST_F(Looking, ACaseBegunElsewhereIsPrintedUnderACaseThatOnlyPrints) {
    by_card();
    visit.answers<command::AskCases>(result::CasesTold{{cases.front()}});
    visit.wants(intent::PrintAgain{});
    visit.answers<command::FetchDocument>(
        result::DocumentFetched{std::make_shared<const Personal<Bytes>>(Bytes{1}), "00"});
    const auto check = std::get<command::VerifyDocument>(visit.open<command::VerifyDocument>().what);
    EXPECT_EQ(check.expected_name.reveal(), "李测试");
    EXPECT_EQ(check.expected_case_number, kNumber);
    visit.answers<command::VerifyDocument>(result::DocumentVerified{1});
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done});
    visit.wants(intent::PaperTaken{});
    EXPECT_EQ(visit.situation(), Situation::goodbye);
    EXPECT_EQ(visit.count(LedgerKind::opened), 1);
    EXPECT_EQ(visit.count(LedgerKind::consented), 1);
    EXPECT_EQ(visit.count(LedgerKind::sent), 0) << "nothing is filed by printing again";
}

TEST_F(Looking, WithoutPaperTheStoryIsToldAndNothingIsBegun) {
    auto condition = visit.state.device(DeviceClass::document_printer)->condition;
    condition.fault = Fault::printer_paper_out;
    visit.happens(Event(event::DeviceChanged{"a4", condition}));
    by_card({approved_here()});
    visit.answers<command::AskCases>(result::CasesTold{{cases.front()}});
    EXPECT_EQ(visit.situation(), Situation::case_story);
    visit.wants(intent::PrintAgain{});
    EXPECT_EQ(visit.situation(), Situation::case_story);
    EXPECT_FALSE(visit.has_open<command::FetchDocument>());
}

TEST_F(Looking, WhatWasNotFiledIsSaidOnceAndClosed) {
    auto file = approved_here();
    file.verdict = Verdict::none;
    file.is_absent = true;
    file.case_number.clear();
    by_card({file});
    visit.answers<command::AskCases>(result::CasesTold{});
    EXPECT_EQ(visit.situation(), Situation::case_list);
    ASSERT_EQ(visit.state.session->look->here.size(), 1u);
    EXPECT_EQ(visit.count(LedgerKind::closed), 1);
}

TEST_F(Looking, ACaseThatAPersonDecidesIsToldAndClosedHere) {
    auto file = approved_here();
    file.verdict = Verdict::human;
    by_card({file});
    visit.answers<command::AskCases>(result::CasesTold{{cases[1]}});
    EXPECT_EQ(visit.count(LedgerKind::told), 1);
    EXPECT_EQ(visit.count(LedgerKind::closed), 1);
}

TEST_F(Looking, GoingBackAfterACardForgetsThePerson) {
    by_card();
    visit.answers<command::AskCases>(result::CasesTold{cases});
    visit.wants(intent::OpenCase{cases[1].case_number});
    EXPECT_EQ(visit.situation(), Situation::case_story);
    visit.wants(intent::GoBack{});
    EXPECT_EQ(visit.situation(), Situation::case_list);
    visit.wants(intent::GoBack{});
    EXPECT_EQ(visit.situation(), Situation::home);
    EXPECT_FALSE(visit.state.session->card);
    EXPECT_FALSE(visit.state.session->look);
    EXPECT_TRUE(visit.has_open<command::ForgetPersonal>());
}

TEST_F(Looking, ThePlatformAwayIsSaidAndTriedAgain) {
    by_card();
    visit.answers<command::AskCases>(result::Failed{Error(Code::timed_out, ""), Fault::platform_unreachable});
    EXPECT_EQ(visit.situation(), Situation::trouble);
    visit.wants(intent::TryAgain{});
    EXPECT_EQ(visit.situation(), Situation::case_list);
    EXPECT_TRUE(visit.has_open<command::AskCases>());
}

}  // namespace
}  // namespace kiosk24::flow
