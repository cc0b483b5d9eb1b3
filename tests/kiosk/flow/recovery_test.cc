// After a power cut: what the ledger holds is asked about, and the person is told the truth.
#include "visit.h"

namespace kiosk24::flow {
namespace {

CaseFile sent_case() {
    CaseFile file = screens::sample_state_at(Situation::outcome).cases.begin()->second;
    file.verdict = Verdict::none;
    file.document_id.clear();
    file.case_number.clear();
    file.pages.clear();
    return file;
}

CaseFile printing_case() {
    CaseFile file = screens::sample_state_at(Situation::outcome).cases.begin()->second;
    file.pages = {PageState::fed, PageState::sent};
    file.page_jobs = {{1, "k24-a-1"}, {2, "k24-a-2"}};
    return file;
}

void to_earlier_case(Visit& visit, const CaseFile& file) {
    visit.to_card();
    visit.lays_card(adult_card());
    visit.answers<command::FindCases>(result::CasesFound{{file}});
}

TEST(Recovery, ASubmissionWithoutAnAnswerIsSettledByItsKeyAtTheStart) {
    Visit visit;
    visit.state.journal_open = false;
    visit.happens(Event(event::Started{7, {sent_case()}}));
    const auto command = visit.open<command::SettleSubmission>();
    EXPECT_EQ(std::get<command::SettleSubmission>(command.what).key, sent_case().key);
    EXPECT_EQ(command.id >> 32, 7U) << "ids never repeat over starts";
}

TEST(Recovery, ACaseThatWasNeverSentIsClosed) {
    auto file = sent_case();
    file.was_sent = false;
    Visit visit;
    visit.happens(Event(event::Started{2, {file}}));
    EXPECT_EQ(visit.count(LedgerKind::closed), 1);
    EXPECT_FALSE(visit.has_open<command::SettleSubmission>());
}

TEST(Recovery, APageThatWasInThePrinterIsAskedOfThePrinterByItsJob) {
    Visit visit;
    visit.happens(Event(event::Started{2, {printing_case()}}));
    const auto recall = std::get<command::RecallPage>(visit.open<command::RecallPage>().what);
    EXPECT_EQ(recall.job, "k24-a-2");
    EXPECT_EQ(recall.page, 2);
}

TEST(Recovery, AnUnprintedCertificateIsOfferedToPrintAgainAndOnlyTheMissingPageIsPrinted) {
    auto file = printing_case();
    file.pages[1] = PageState::not_fed;
    Visit visit;
    to_earlier_case(visit, file);
    visit.answers<command::ConfirmIdentity>(result::IdentityConfirmed{});
    EXPECT_EQ(visit.situation(), Situation::earlier_case);
    visit.wants(intent::ContinueEarlierCase{});
    EXPECT_EQ(visit.situation(), Situation::printing);
    visit.verified(2);
    EXPECT_EQ(std::get<command::PrintPage>(visit.open<command::PrintPage>().what).page, 2);
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done, Fault::none});
    EXPECT_EQ(visit.situation(), Situation::take_paper);
    EXPECT_EQ(visit.count(LedgerKind::sent), 0) << "nothing is filed again";
}

TEST(Recovery, WhileThePrinterIsAskedAboutAPageThePersonWaitsForItsAnswer) {
    const auto file = printing_case();
    Visit visit;
    visit.happens(Event(event::Started{2, {file}}));
    to_earlier_case(visit, file);
    EXPECT_FALSE(visit.has_open<command::ConfirmIdentity>());
    visit.answers<command::RecallPage>(result::PageResult{Outcome::done, Fault::none});
    visit.answers<command::ConfirmIdentity>(result::IdentityConfirmed{});
    ASSERT_EQ(visit.situation(), Situation::earlier_case);
    EXPECT_EQ(standing_of(visit.state.cases.at(file.id)), Standing::approved_printed);
}

TEST(Recovery, APrinterThatCannotBeAskedAboutAPageKeepsNobodyWaiting) {
    const auto file = printing_case();
    Visit visit;
    visit.happens(Event(event::Started{2, {file}}));
    to_earlier_case(visit, file);
    visit.answers<command::RecallPage>(
        result::Failed{Error(Code::device_offline), Fault::printer_offline, Outcome::unknown});
    visit.answers<command::ConfirmIdentity>(result::IdentityConfirmed{});
    ASSERT_EQ(visit.situation(), Situation::earlier_case);
    EXPECT_EQ(standing_of(visit.state.cases.at(file.id)), Standing::approved_unprinted);
}

TEST(Recovery, TheCitizenWhoLaysTheCardAgainIsToldItWasNotFiled) {
    Visit visit;
    to_earlier_case(visit, sent_case());
    visit.answers<command::SettleSubmission>(result::Absent{});
    visit.answers<command::ConfirmIdentity>(result::IdentityConfirmed{});
    ASSERT_EQ(visit.situation(), Situation::earlier_case);
    EXPECT_EQ(standing_of(visit.state.cases.at(sent_case().id)), Standing::not_filed);
    visit.wants(intent::ContinueEarlierCase{});
    EXPECT_EQ(visit.situation(), Situation::form) << "applying anew begins at once";
}

TEST(Recovery, TheCitizenWhoLaysTheCardAgainIsToldItWasFiled) {
    Visit visit;
    to_earlier_case(visit, sent_case());
    visit.answers<command::SettleSubmission>(result::Decided{decision(Verdict::approved, 1)});
    visit.answers<command::ConfirmIdentity>(result::IdentityConfirmed{});
    ASSERT_EQ(visit.situation(), Situation::earlier_case);
    EXPECT_EQ(standing_of(visit.state.cases.at(sent_case().id)), Standing::approved_unprinted);
}

TEST(Recovery, AnUnsettledCaseOfTheSameMatterIsNotFiledASecondTime) {
    Visit visit;
    to_earlier_case(visit, sent_case());
    visit.answers<command::SettleSubmission>(
        result::Failed{Error(Code::unreachable), Fault::platform_unreachable, Outcome::unknown});
    visit.answers<command::ConfirmIdentity>(result::IdentityConfirmed{});
    ASSERT_EQ(visit.situation(), Situation::earlier_case);
    visit.wants(intent::ContinueEarlierCase{});
    EXPECT_EQ(visit.situation(), Situation::earlier_case);
    visit.wants(intent::DismissEarlierCase{});
    EXPECT_EQ(visit.situation(), Situation::goodbye);
    EXPECT_EQ(visit.count(LedgerKind::opened), 0);
}

TEST(Recovery, PrintedButNotReceivedIsPrintedAgainWithATicket) {
    auto file = printing_case();
    file.pages = {PageState::fed, PageState::fed};
    Visit visit;
    to_earlier_case(visit, file);
    visit.answers<command::ConfirmIdentity>(result::IdentityConfirmed{});
    ASSERT_EQ(visit.situation(), Situation::earlier_case);
    visit.wants(intent::ContinueEarlierCase{});
    EXPECT_EQ(visit.count(LedgerKind::ticket), 1);
    visit.verified(2);
    EXPECT_EQ(std::get<command::PrintPage>(visit.open<command::PrintPage>().what).page, 1);
}

}  // namespace
}  // namespace kiosk24::flow
