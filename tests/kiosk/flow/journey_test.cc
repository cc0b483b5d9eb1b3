// The main journey and its three outcomes.
#include "visit.h"

namespace kiosk24::flow {
namespace {

TEST(Journey, ATouchWakesTheTerminalAndLeadsHome) {
    Visit visit;
    EXPECT_EQ(visit.situation(), Situation::attract);
    visit.wants(intent::Wake{});
    EXPECT_EQ(visit.situation(), Situation::home);
}

TEST(Journey, FiveTouchesLeadFromIdleToThePaper) {
    Visit visit;
    visit.wants(intent::Wake{});
    visit.wants(intent::OpenMatter{"SI01"});
    EXPECT_EQ(visit.situation(), Situation::matter);
    visit.wants(intent::StartMatter{});
    EXPECT_EQ(visit.situation(), Situation::consent);
    visit.wants(intent::Agree{});
    EXPECT_EQ(visit.situation(), Situation::lay_card);
    visit.lays_card(adult_card());
    EXPECT_EQ(visit.situation(), Situation::reading);
    visit.answers<command::FindCases>(result::CasesFound{});
    visit.answers<command::ConfirmIdentity>(
        result::IdentityConfirmed{{PersonalText("r"), PersonalText("李测试")}});
    EXPECT_EQ(visit.situation(), Situation::form);
    Prefill prefill;
    for (const char* key : {"insured_since", "employer", "months_paid"})
        prefill.values.push_back(
            {.field = key, .value = PersonalText("1"), .source = Source::platform, .source_name = {}});
    visit.answers<command::FetchPrefill>(result::Prefilled{prefill});
    EXPECT_EQ(visit.situation(), Situation::form) << "the person must see the filled form";
    visit.passes(visit.state.terminal.timers.form_settle);
    EXPECT_EQ(visit.situation(), Situation::review);
    visit.wants(intent::Submit{});
    EXPECT_EQ(visit.situation(), Situation::submitting);
    visit.approved();
    EXPECT_EQ(visit.situation(), Situation::outcome);
    visit.verified();
    visit.passes(visit.state.terminal.timers.outcome_settle);
    EXPECT_EQ(visit.situation(), Situation::printing);
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done, Fault::none});
    EXPECT_EQ(visit.situation(), Situation::take_paper);
    visit.passes(visit.state.terminal.timers.take_paper);
    EXPECT_EQ(visit.situation(), Situation::goodbye);
    visit.passes(visit.state.terminal.timers.rating);
    EXPECT_EQ(visit.situation(), Situation::attract) << "nobody has to rate anything";
}

TEST(Journey, TheKeyIsCommittedWithTheSubmissionBeforeItLeaves) {
    Visit visit;
    visit.to_submitting();
    const auto command = visit.open<command::SubmitApplication>();
    ASSERT_EQ(command.record.size(), 2U);
    EXPECT_EQ(command.record[0].kind, LedgerKind::key_minted);
    EXPECT_EQ(command.record[0].fact("key"),
              std::get<command::SubmitApplication>(command.what).application.key);
    EXPECT_EQ(command.record[1].kind, LedgerKind::sent);
}

TEST(Journey, ConsentIsRecordedWithItsVersionOnlyOnceTheCardSaysWho) {
    Visit visit;
    visit.to_card();
    EXPECT_EQ(visit.count(LedgerKind::consented), 0);
    visit.lays_card(adult_card());
    visit.answers<command::FindCases>(result::CasesFound{});
    visit.answers<command::ConfirmIdentity>(result::IdentityConfirmed{});
    EXPECT_EQ(visit.count(LedgerKind::consented), 1);
    EXPECT_EQ(visit.count(LedgerKind::opened), 1);
}

TEST(Journey, AChildIsStoppedBeforeAnyConsentIsRecorded) {
    Visit visit;
    visit.to_card();
    auto card = adult_card();
    card.birth = Personal<Date>({2015, 1, 1});
    visit.lays_card(card);
    EXPECT_EQ(visit.situation(), Situation::too_young);
    EXPECT_TRUE(visit.ledger.empty());
    EXPECT_FALSE(visit.state.session->card.has_value());
    EXPECT_TRUE(visit.has_open<command::ForgetPersonal>());
    visit.wants(intent::EndSession{});
    EXPECT_EQ(visit.situation(), Situation::goodbye);
}

TEST(Journey, FourteenYearsOldTodayMayGoOn) {
    Visit visit;
    visit.to_card();
    auto card = adult_card();
    const Date today = date_in_china(visit.state.last.wall);
    card.birth = Personal<Date>({today.year - 14, today.month, today.day});
    visit.lays_card(card);
    EXPECT_EQ(visit.situation(), Situation::reading);
}

TEST(Journey, AnExpiredCardIsSaidAndTheReaderWaitsForAnother) {
    Visit visit;
    visit.to_card();
    auto card = adult_card();
    card.valid_to = Personal<Date>({2026, 5, 19});
    visit.lays_card(card);
    EXPECT_EQ(visit.situation(), Situation::lay_card);
    EXPECT_EQ(visit.state.session->card_problem, "expired");
    EXPECT_TRUE(visit.has_open<command::ReadCard>());
}

TEST(Journey, AnExpiredCardIsForgottenByTheReaderWhenItsHolderLeaves) {
    Visit visit;
    visit.to_card();
    auto card = adult_card();
    card.valid_to = Personal<Date>({2026, 5, 19});
    visit.lays_card(card);
    visit.wants(intent::EndSession{});
    EXPECT_TRUE(visit.has_open<command::ForgetPersonal>());
}

TEST(Journey, AnUnreadableCardIsAskedForAgain) {
    Visit visit;
    visit.to_card();
    visit.answers<command::ReadCard>(result::Failed{Error(Code::card_unreadable)});
    EXPECT_EQ(visit.situation(), Situation::lay_card);
    EXPECT_EQ(visit.state.session->card_problem, "unreadable");
    EXPECT_TRUE(visit.has_open<command::ReadCard>());
}

TEST(Journey, ARefusalIsToldAndTheCaseClosed) {
    Visit visit;
    visit.to_submitting();
    visit.answers<command::SubmitApplication>(result::Decided{decision(Verdict::refused)});
    EXPECT_EQ(visit.situation(), Situation::outcome);
    EXPECT_EQ(visit.count(LedgerKind::told), 1);
    EXPECT_EQ(visit.count(LedgerKind::closed), 1);
    EXPECT_FALSE(visit.has_open<command::FetchDocument>());
    visit.wants(intent::EndSession{});
    EXPECT_EQ(visit.situation(), Situation::goodbye);
}

TEST(Journey, AHumanDecisionIsToldWithItsNumber) {
    Visit visit;
    visit.to_submitting();
    visit.answers<command::SubmitApplication>(result::Decided{decision(Verdict::human)});
    EXPECT_EQ(visit.situation(), Situation::outcome);
    ASSERT_NE(visit.state.case_file(), nullptr);
    EXPECT_FALSE(visit.state.case_file()->case_number.empty());
}

TEST(Journey, ASlowDecisionLetsThePersonLeaveAfterEightSeconds) {
    Visit visit;
    visit.to_submitting();
    visit.passes(Milliseconds{7'900});
    EXPECT_FALSE(visit.state.session->waits_long);
    visit.passes(Milliseconds{200});
    EXPECT_TRUE(visit.state.session->waits_long);
    visit.wants(intent::LeaveWithoutPaper{});
    EXPECT_EQ(visit.situation(), Situation::goodbye);
    EXPECT_EQ(visit.count(LedgerKind::closed), 0) << "the case is still open: its answer is on the way";
}

TEST(Journey, APendingDecisionIsAskedAgainByItsKey) {
    Visit visit;
    visit.to_submitting();
    const auto key =
        std::get<command::SubmitApplication>(visit.open<command::SubmitApplication>().what).application.key;
    visit.answers<command::SubmitApplication>(result::Decided{decision(Verdict::pending)});
    EXPECT_EQ(visit.situation(), Situation::submitting);
    visit.passes(Milliseconds{2'000});
    EXPECT_EQ(std::get<command::AskDecision>(visit.open<command::AskDecision>().what).key, key);
    visit.answers<command::AskDecision>(result::Decided{decision(Verdict::approved, 1)});
    EXPECT_EQ(visit.situation(), Situation::outcome);
}

TEST(Journey, NothingPersonalIsLeftInTheSessionAtGoodbye) {
    Visit visit;
    visit.to_submitting();
    visit.answers<command::SubmitApplication>(result::Decided{decision(Verdict::refused)});
    visit.wants(intent::EndSession{});
    ASSERT_TRUE(visit.state.session.has_value());
    EXPECT_FALSE(visit.state.session->card.has_value());
    EXPECT_FALSE(visit.state.session->person.has_value());
    EXPECT_TRUE(visit.state.session->form.empty());
    EXPECT_TRUE(visit.state.session->case_id.empty());
    EXPECT_TRUE(visit.has_open<command::ForgetPersonal>());
}

TEST(Journey, GoingHomeFromTheFormForgetsThePersonAndClosesTheCase) {
    Visit visit;
    visit.to_form();
    visit.wants(intent::GoHome{});
    EXPECT_EQ(visit.situation(), Situation::home);
    EXPECT_FALSE(visit.state.session->card.has_value());
    EXPECT_EQ(visit.count(LedgerKind::closed), 1);
}

TEST(Journey, AFormThatThePersonCameBackToStaysUntilTheySayGoOn) {
    Visit visit;
    visit.to_review();
    visit.wants(intent::GoBack{});
    EXPECT_EQ(visit.situation(), Situation::form);
    visit.passes(Milliseconds{5'000});
    EXPECT_EQ(visit.situation(), Situation::form);
    visit.wants(intent::ConfirmForm{});
    EXPECT_EQ(visit.situation(), Situation::review);
}

TEST(Journey, LanguageAndTextSizeChangeAnywhereAndStayTheSessions) {
    Visit visit;
    visit.to_form();
    visit.wants(intent::ChooseLanguage{Language::en});
    visit.wants(intent::ChooseTextSize{TextSize::large});
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_EQ(visit.state.session->language, Language::en);
    EXPECT_EQ(visit.state.session->text_size, TextSize::large);
}

TEST(Journey, ALateTapDoesNotActOnTheNextScreen) {
    Visit visit;
    visit.to_card();
    visit.wants(intent::Agree{});
    visit.wants(intent::Submit{});
    visit.wants(intent::StartMatter{});
    EXPECT_EQ(visit.situation(), Situation::lay_card);
    EXPECT_EQ(visit.given.size(), 1U);
}

}  // namespace
}  // namespace kiosk24::flow
