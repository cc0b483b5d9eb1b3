// What goes wrong on the way, and what the person is told.
#include "kiosk/flow/check_matter.h"
#include "visit.h"

namespace kiosk24::flow {
namespace {

result::Failed unknown() {
    return {Error(Code::timed_out), Fault::platform_unreachable, Outcome::unknown};
}

TEST(LostReply, IsSettledByTheSameKeyAndNeverFiledTwice) {
    Visit visit;
    visit.to_submitting();
    const auto key =
        std::get<command::SubmitApplication>(visit.open<command::SubmitApplication>().what).application.key;
    visit.answers<command::SubmitApplication>(unknown());
    EXPECT_EQ(visit.situation(), Situation::submitting);
    EXPECT_EQ(std::get<command::SettleSubmission>(visit.open<command::SettleSubmission>().what).key, key);
    EXPECT_FALSE(visit.has_open<command::SubmitApplication>());
    visit.answers<command::SettleSubmission>(result::Decided{decision(Verdict::approved, 1)});
    EXPECT_EQ(visit.situation(), Situation::outcome);
}

TEST(LostReply, ThatNeverArrivedIsToldAsNotFiled) {
    Visit visit;
    visit.to_submitting();
    visit.answers<command::SubmitApplication>(unknown());
    visit.answers<command::SettleSubmission>(result::Absent{});
    ASSERT_EQ(visit.situation(), Situation::trouble);
    EXPECT_FALSE(visit.state.session->trouble->is_filed);
    EXPECT_FALSE(visit.state.session->trouble->is_unsettled);
}

TEST(LostReply, ThatCannotBeSettledIsToldAsUnsettledAndAskedAgainWhenThePlatformIsBack) {
    Visit visit;
    visit.to_submitting();
    visit.answers<command::SubmitApplication>(unknown());
    visit.answers<command::SettleSubmission>(unknown());
    ASSERT_EQ(visit.situation(), Situation::trouble);
    EXPECT_TRUE(visit.state.session->trouble->is_unsettled);
    visit.wants(intent::EndSession{});
    visit.happens(Event(event::PlatformChanged{false, Fault::platform_unreachable}));
    visit.happens(Event(event::PlatformChanged{true, Fault::none}));
    EXPECT_TRUE(visit.has_open<command::SettleSubmission>());
}

// Somebody left, their application unsettled, and the terminal stands idle.
void leave_unsettled(Visit& visit) {
    visit.to_submitting();
    visit.answers<command::SubmitApplication>(unknown());
    visit.answers<command::SettleSubmission>(unknown());
    visit.wants(intent::EndSession{});
    visit.wants(intent::EndSession{});
    ASSERT_FALSE(visit.state.session);
    ASSERT_FALSE(visit.has_open<command::SettleSubmission>());
}

TEST(LostReply, IsAskedForOnceAMinuteThoughNobodyComes) {
    Visit visit;
    leave_unsettled(visit);
    const auto wake = next_wake(visit.state);
    EXPECT_LE(wake - visit.state.last.now, Milliseconds{60'000});
    visit.passes(wake - visit.state.last.now);
    EXPECT_TRUE(visit.has_open<command::SettleSubmission>());
}

TEST(LostReply, IsAskedForAsSoonAsTheLedgerIsMended) {
    Visit visit;
    leave_unsettled(visit);
    visit.happens(Event(event::JournalFailed{Fault::journal_full}));
    visit.happens(Event(event::JournalFailed{Fault::none}));
    EXPECT_TRUE(visit.has_open<command::SettleSubmission>());
}

TEST(Refusal, ByThePlatformBeforeFilingClosesTheCaseAsNotFiled) {
    Visit visit;
    visit.to_submitting();
    visit.answers<command::SubmitApplication>(
        result::Failed{Error(Code::server_refused), Fault::platform_bad_reply, Outcome::not_done});
    ASSERT_EQ(visit.situation(), Situation::trouble);
    EXPECT_EQ(visit.count(LedgerKind::absent), 1);
    EXPECT_FALSE(visit.state.session->trouble->is_unsettled);
}

TEST(Journal, ThatFailsBeforeSendingLeavesNothingFiled) {
    Visit visit;
    visit.to_submitting();
    visit.answers<command::SubmitApplication>(
        result::Failed{Error(Code::out_of_space), Fault::journal_full, Outcome::not_done});
    ASSERT_EQ(visit.situation(), Situation::trouble);
    EXPECT_EQ(visit.state.session->trouble->words, "journal");
}

TEST(Journal, ThatFailsPutsTheTerminalOutOfServiceOnceThePersonHasLeft) {
    Visit visit;
    visit.to_home();
    visit.happens(Event(event::JournalFailed{Fault::journal_failed}));
    EXPECT_EQ(visit.situation(), Situation::trouble);
    visit.wants(intent::EndSession{});
    EXPECT_EQ(visit.situation(), Situation::out_of_service);
    visit.wants(intent::Wake{});
    EXPECT_EQ(visit.situation(), Situation::out_of_service);
    visit.happens(Event(event::JournalFailed{Fault::none}));
    EXPECT_EQ(visit.situation(), Situation::attract);
}

TEST(Offline, AMatterThatNeedsThePlatformIsNotBegun) {
    Visit visit;
    visit.happens(Event(event::PlatformChanged{false, Fault::platform_unreachable}));
    visit.to_consent();
    EXPECT_EQ(visit.situation(), Situation::matter);
    EXPECT_EQ(offer_of(*visit.state.matter(), visit.state), Offer::offline);
}

TEST(HalfService, AMissingPrinterRemovesTheMatterNotTheTerminal) {
    Visit visit;
    Condition out;
    out.state = DeviceState::online;
    out.fault = Fault::printer_paper_out;
    visit.happens(Event(event::DeviceChanged{"a4", out}));
    visit.to_consent();
    EXPECT_EQ(visit.situation(), Situation::matter);
    EXPECT_EQ(offer_of(*visit.state.matter(), visit.state), Offer::device_missing);
}

TEST(Reader, ThatDiesLeavesAWayToTryAgain) {
    Visit visit;
    visit.to_card();
    visit.answers<command::ReadCard>(
        result::Failed{Error(Code::device_misbehaved), Fault::reader_driver_failed, Outcome::not_done});
    ASSERT_EQ(visit.situation(), Situation::trouble);
    visit.wants(intent::TryAgain{});
    EXPECT_EQ(visit.situation(), Situation::lay_card);
    EXPECT_TRUE(visit.has_open<command::ReadCard>());
}

TEST(Identity, ThatCannotBeConfirmedNowMayBeTriedAgainWithoutLayingTheCardAgain) {
    Visit visit;
    visit.to_card();
    visit.lays_card(adult_card());
    visit.answers<command::FindCases>(result::CasesFound{});
    visit.answers<command::ConfirmIdentity>(
        result::Failed{Error(Code::unreachable), Fault::platform_unreachable, Outcome::not_done});
    ASSERT_EQ(visit.situation(), Situation::trouble);
    visit.wants(intent::TryAgain{});
    EXPECT_TRUE(visit.has_open<command::ConfirmIdentity>());
    EXPECT_EQ(visit.situation(), Situation::reading);
}

TEST(Document, ThatFailsItsCheckIsNotPrinted) {
    Visit visit;
    visit.to_submitting();
    visit.approved();
    visit.answers<command::FetchDocument>(
        result::DocumentFetched{std::make_shared<const Personal<Bytes>>(Bytes{1}), "00"});
    visit.answers<command::VerifyDocument>(
        result::Failed{Error(Code::document_mismatch), Fault::verify_mismatch, Outcome::not_done});
    ASSERT_EQ(visit.situation(), Situation::trouble);
    EXPECT_EQ(visit.state.session->trouble->words, "document_refused");
    EXPECT_TRUE(visit.state.session->trouble->is_filed);
    EXPECT_FALSE(visit.has_open<command::PrintPage>());
}

TEST(Printing, PagesGoOneJobEachTheNextAfterTheLastIsOut) {
    Visit visit;
    visit.to_submitting();
    visit.approved(2);
    visit.verified(2);
    EXPECT_EQ(std::get<command::PrintPage>(visit.open<command::PrintPage>().what).page, 1);
    const auto first_job = std::get<command::PrintPage>(visit.open<command::PrintPage>().what).job;
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done, Fault::none});
    const auto second = visit.open<command::PrintPage>();
    EXPECT_EQ(std::get<command::PrintPage>(second.what).page, 2);
    EXPECT_NE(std::get<command::PrintPage>(second.what).job, first_job);
    ASSERT_EQ(second.record.size(), 1U);
    EXPECT_EQ(second.record[0].kind, LedgerKind::page_sent);
}

TEST(Printing, PaperOutIsSaidAtOnceAndGoesOnAfterTheRefill) {
    Visit visit;
    visit.to_submitting();
    visit.approved();
    visit.verified();
    Condition out;
    out.state = DeviceState::online;
    out.fault = Fault::printer_paper_out;
    visit.happens(Event(event::DeviceChanged{"a4", out}));
    EXPECT_EQ(visit.situation(), Situation::printing);
    EXPECT_EQ(visit.state.session->printing->fault, Fault::printer_paper_out);
    out.fault = Fault::none;
    visit.happens(Event(event::DeviceChanged{"a4", out}));
    EXPECT_EQ(visit.state.session->printing->fault, Fault::none);
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done, Fault::none});
    EXPECT_EQ(visit.situation(), Situation::take_paper);
}

TEST(Printing, LeavingCancelsThePageAndDestroysTheRest) {
    Visit visit;
    visit.to_submitting();
    visit.approved(3);
    visit.verified(3);
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done, Fault::none});
    visit.wants(intent::LeaveWithoutPaper{});
    EXPECT_TRUE(visit.has_open<command::Cancel>());
    EXPECT_EQ(visit.count(LedgerKind::page_destroyed), 1) << "page 3; page 2 ends as its cancelled job says";
    EXPECT_EQ(visit.situation(), Situation::goodbye);
}

TEST(Printing, AnUnknownOutcomeIsAskedOfThePersonAndNotRetried) {
    Visit visit;
    visit.to_submitting();
    visit.approved();
    visit.verified();
    visit.answers<command::PrintPage>(result::PageResult{Outcome::unknown, Fault::printer_offline});
    EXPECT_EQ(visit.situation(), Situation::printing);
    EXPECT_TRUE(visit.state.session->printing->asks_whether_it_came_out);
    EXPECT_FALSE(visit.has_open<command::PrintPage>());
    visit.wants(intent::TryAgain{});
    EXPECT_FALSE(visit.has_open<command::PrintPage>());
    visit.wants(intent::AnswerPageOutcome{false});
    visit.wants(intent::TryAgain{});
    EXPECT_TRUE(visit.has_open<command::PrintPage>());
}

TEST(Printing, AnUnknownPageThatCameOutIsFedByThePersonsWord) {
    Visit visit;
    visit.to_submitting();
    visit.approved();
    visit.verified();
    visit.answers<command::PrintPage>(result::PageResult{Outcome::unknown, Fault::printer_offline});
    visit.wants(intent::AnswerPageOutcome{true});
    EXPECT_EQ(visit.count(LedgerKind::page_fed), 1);
    EXPECT_EQ(visit.situation(), Situation::take_paper);
}

TEST(TakePaper, NoPaperMeansATicketAndAnotherPrint) {
    Visit visit;
    visit.to_submitting();
    visit.approved();
    visit.verified();
    visit.passes(visit.state.terminal.timers.outcome_settle);
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done, Fault::none});
    visit.wants(intent::PaperNotReceived{});
    EXPECT_EQ(visit.count(LedgerKind::ticket), 1);
    EXPECT_EQ(visit.situation(), Situation::printing);
    visit.wants(intent::TryAgain{});
    EXPECT_TRUE(visit.has_open<command::PrintPage>());
}

TEST(Idle, TheCountdownIsShownThenTheVisitEndsAndIsWiped) {
    Visit visit;
    visit.to_review();
    visit.passes(Milliseconds{60'000});
    EXPECT_EQ(visit.situation(), Situation::still_there);
    visit.passes(Milliseconds{19'000});
    EXPECT_EQ(visit.situation(), Situation::still_there);
    visit.passes(Milliseconds{1'100});
    EXPECT_EQ(visit.situation(), Situation::goodbye);
    EXPECT_FALSE(visit.state.session->card.has_value());
}

TEST(Idle, ATouchDuringTheCountdownOnlySaysIAmHere) {
    Visit visit;
    visit.to_review();
    visit.passes(Milliseconds{60'000});
    visit.wants(intent::Submit{});
    EXPECT_EQ(visit.situation(), Situation::review);
    EXPECT_FALSE(visit.has_open<command::SubmitApplication>());
}

TEST(Idle, LargeTextHasTwiceTheTimeAndALongerCountdown) {
    Visit visit;
    visit.to_review();
    visit.wants(intent::ChooseTextSize{TextSize::large});
    visit.passes(Milliseconds{110'000});
    EXPECT_EQ(visit.situation(), Situation::review);
    visit.passes(Milliseconds{11'000});
    EXPECT_EQ(visit.situation(), Situation::still_there);
}

TEST(Idle, WhileThePlatformDecidesThereIsNoCountdown) {
    Visit visit;
    visit.to_submitting();
    visit.passes(Milliseconds{40'000});
    EXPECT_EQ(visit.situation(), Situation::submitting);
}

TEST(Help, AnAnswerThatArrivesWhileHelpIsOpenIsNotLost) {
    Visit visit;
    visit.to_submitting();
    visit.wants(intent::OpenHelp{});
    EXPECT_EQ(visit.situation(), Situation::help);
    visit.approved();
    EXPECT_EQ(visit.situation(), Situation::help);
    visit.wants(intent::CloseHelp{});
    EXPECT_EQ(visit.situation(), Situation::outcome);
}

TEST(Help, ACallBackIsFiledInTheLedgerEvenOffline) {
    Visit visit;
    visit.happens(Event(event::PlatformChanged{false, Fault::platform_unreachable}));
    visit.to_home();
    visit.wants(intent::OpenHelp{});
    visit.wants(intent::Edit{
        .field = "help.telephone", .text = PersonalText("13800000000"), .caret = 0, .composition = {}});
    visit.wants(intent::RequestCallBack{});
    const auto command = visit.open<command::RequestCallBack>();
    ASSERT_EQ(command.record.size(), 1U);
    EXPECT_EQ(command.record[0].kind, LedgerKind::call_back_requested);
    EXPECT_EQ(command.case_id, "") << "the ledger refuses a case that was never opened";
    EXPECT_EQ(command.record[0].case_id, "");
    EXPECT_EQ(command.record[0].personal.at("telephone").reveal(), "13800000000");
    EXPECT_TRUE(visit.state.session->call_back_asked);
    visit.wants(intent::RequestCallBack{});
    EXPECT_EQ(visit.count(LedgerKind::call_back_requested), 1) << "asked once is asked";
}

}  // namespace
}  // namespace kiosk24::flow
