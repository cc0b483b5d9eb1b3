// Service mode: the hidden way in, the PIN and its lock; no citizen ever meets it.
#include "maintenance.h"

namespace kiosk24::flow {
namespace {

using std::chrono::seconds;

// --- the way in

TEST(ServiceMode, TheCornersInTheirOrderLeadToThePinPad) {
    Maintenance visit;
    visit.knocks();
    EXPECT_EQ(visit.situation(), Situation::service_pin);
    EXPECT_FALSE(visit.state.session);
}

TEST(ServiceMode, AnotherOrderIsATouchLikeAnyOther) {
    using enum ScreenCorner;
    Maintenance visit;
    visit.touches({top_left, bottom_left});
    EXPECT_EQ(visit.situation(), Situation::home);
    Maintenance other;
    other.touches({bottom_right});
    EXPECT_EQ(other.situation(), Situation::home);
}

TEST(ServiceMode, ACitizenWhoTouchesTheFirstCornerIsServedAMomentLater) {
    Maintenance visit;
    visit.touches({ScreenCorner::top_left});
    EXPECT_EQ(visit.situation(), Situation::attract);
    EXPECT_LE(next_wake(visit.state), visit.state.last.now + seconds(2));
    visit.passes(Milliseconds{1'500});
    EXPECT_EQ(visit.situation(), Situation::home);
}

TEST(ServiceMode, ATouchElsewhereEndsTheSequence) {
    using enum ScreenCorner;
    Maintenance visit;
    visit.touches({top_left, top_right});
    visit.wants(intent::Wake{});
    EXPECT_EQ(visit.situation(), Situation::home);
    visit.touches({bottom_left, bottom_right, top_left});
    EXPECT_EQ(visit.situation(), Situation::home);
}

TEST(ServiceMode, CornersTooFarApartDoNotCount) {
    using enum ScreenCorner;
    Maintenance visit;
    visit.state.catalogue = nullptr;
    visit.touches({top_left, top_right, bottom_left, bottom_right});
    visit.passes(seconds(2));
    visit.touches({top_left});
    EXPECT_EQ(visit.situation(), Situation::out_of_service);
    visit.touches({top_right, bottom_left, bottom_right, top_left});
    EXPECT_EQ(visit.situation(), Situation::service_pin) << "the late corner began the next sequence";
}

TEST(ServiceMode, ItNeverBeginsOverAVisit) {
    Maintenance visit;
    visit.to_form();
    visit.knocks();
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_FALSE(visit.state.service);
}

TEST(ServiceMode, WithoutAPinInTheSettingsTheSequenceLeadsNowhere) {
    Maintenance visit;
    visit.state.terminal.service.is_offered = false;
    visit.state.catalogue = nullptr;
    visit.knocks();
    EXPECT_EQ(visit.situation(), Situation::out_of_service);
}

TEST(ServiceMode, ItOpensWithoutThePlatformAndOutOfService) {
    Maintenance visit;
    visit.state.platform_reachable = false;
    visit.state.catalogue = nullptr;
    ASSERT_EQ(visit.situation(), Situation::out_of_service);
    visit.enters();
}

TEST(ServiceMode, ItOpensThoughTheLedgerIsOutOfOrderAndThenEveryWrongPinLocks) {
    Maintenance visit;
    visit.happens(Event(event::JournalFailed{Fault::journal_failed}));
    visit.knocks();
    visit.tries(false);
    EXPECT_GT(visit.state.service_gate.locked_until, visit.state.last.now);
    visit.passes(seconds(29));
    visit.wants(intent::ServicePin{PersonalText("240024")});
    visit.wants(intent::ServiceCheckPin{});
    EXPECT_FALSE(visit.has_open<command::CheckServicePin>());
    visit.passes(seconds(1));
    visit.tries(true);
    EXPECT_EQ(visit.situation(), Situation::service_overview);
}

TEST(ServiceMode, BeforeTheLedgerIsReadNobodyKnowsOfLocksSoItStaysShut) {
    Maintenance visit;
    visit.state.journal_open = false;
    visit.knocks();
    EXPECT_EQ(visit.situation(), Situation::out_of_service);
}

// --- PIN and lock

TEST(ServiceMode, ATryIsInTheLedgerBeforeThePinIsLookedAt) {
    Maintenance visit;
    visit.knocks();
    visit.wants(intent::ServicePin{PersonalText("000001")});
    visit.wants(intent::ServiceCheckPin{});
    const auto check = visit.open<command::CheckServicePin>();
    ASSERT_EQ(check.record.size(), 1u);
    EXPECT_EQ(check.record[0].kind, LedgerKind::service_pin_tried);
    EXPECT_TRUE(check.record[0].facts.empty());
    EXPECT_EQ(std::get<command::CheckServicePin>(check.what).pin.reveal(), "000001");
    EXPECT_TRUE(visit.state.service->pin.reveal().empty()) << "the digits are not kept";
}

TEST(ServiceMode, OnlyDigitsAreTakenForAPin) {
    Maintenance visit;
    visit.knocks();
    visit.wants(intent::ServicePin{PersonalText("12a")});
    EXPECT_TRUE(visit.state.service->pin.reveal().empty());
    visit.wants(intent::ServicePin{PersonalText("1234567890123")});
    EXPECT_TRUE(visit.state.service->pin.reveal().empty());
}

TEST(ServiceMode, ThreeWrongPinsLockForHalfAMinuteAndEachFurtherOneForTwiceAsLong) {
    Maintenance visit;
    visit.knocks();
    visit.tries(false);
    visit.tries(false);
    EXPECT_EQ(visit.state.service->pin_problem, "wrong");
    visit.tries(false);
    EXPECT_EQ(visit.state.service->pin_problem, "locked");
    EXPECT_EQ(visit.state.service_gate.locked_until - visit.state.last.now, seconds(30));
    visit.passes(seconds(20));
    visit.wants(intent::ServicePin{PersonalText("240024")});
    visit.wants(intent::ServiceCheckPin{});
    EXPECT_FALSE(visit.has_open<command::CheckServicePin>()) << "not even the right one is looked at";
    visit.passes(seconds(10));
    visit.tries(false);
    EXPECT_EQ(visit.state.service_gate.locked_until - visit.state.last.now, seconds(60));
}

TEST(ServiceMode, TheLockGrowsNoFurtherThanItsLimit) {
    ServiceRules rules;
    rules.longest_lock = Milliseconds{100'000};
    EXPECT_EQ(lock_after(rules, 2), Milliseconds{0});
    EXPECT_EQ(lock_after(rules, 3), Milliseconds{30'000});
    EXPECT_EQ(lock_after(rules, 4), Milliseconds{60'000});
    EXPECT_EQ(lock_after(rules, 5), Milliseconds{100'000});
    EXPECT_EQ(lock_after(rules, 2'000'000'000), Milliseconds{100'000});
}

TEST(ServiceMode, TheLockHoldsOverARestart) {
    Maintenance visit;
    visit.knocks();
    for (int i = 0; i < 3; ++i)
        visit.tries(false);
    visit.restarts(seconds(10));
    visit.knocks();
    visit.wants(intent::ServicePin{PersonalText("240024")});
    visit.wants(intent::ServiceCheckPin{});
    EXPECT_FALSE(visit.has_open<command::CheckServicePin>());
    EXPECT_EQ(visit.state.service_gate.locked_until - visit.state.last.now, seconds(20));
    visit.passes(seconds(20));
    visit.tries(true);
    EXPECT_EQ(visit.situation(), Situation::service_overview);
}

TEST(ServiceMode, APowerCutDuringTheCheckHasUsedUpTheTry) {
    Maintenance visit;
    visit.knocks();
    visit.tries(false);
    visit.tries(false);
    visit.wants(intent::ServicePin{PersonalText("000003")});
    visit.wants(intent::ServiceCheckPin{});  // never answered
    visit.restarts();
    EXPECT_EQ(visit.state.service_gate.locked_until - visit.state.last.now, seconds(30));
}

TEST(ServiceMode, AClockThatWasPutBackNeitherOpensTheLockNorStretchesIt) {
    Maintenance visit;
    visit.knocks();
    for (int i = 0; i < 3; ++i)
        visit.tries(false);
    visit.restarts(-std::chrono::hours(48));
    EXPECT_EQ(visit.state.service_gate.locked_until - visit.state.last.now, seconds(30));
}

TEST(ServiceMode, TheRightPinForgivesTheWrongOnes) {
    Maintenance visit;
    visit.knocks();
    visit.tries(false);
    visit.tries(false);
    visit.tries(true);
    EXPECT_EQ(visit.situation(), Situation::service_overview);
    EXPECT_EQ(visit.state.service_record.wrong_pins, 0);
    EXPECT_EQ(visit.kept().wrong_pins, 0);
    EXPECT_EQ(visit.count(LedgerKind::service_pin_tried), 3);
    EXPECT_EQ(visit.count(LedgerKind::service_entered), 1);
}

TEST(ServiceMode, APinThatCouldNotBeCheckedLetsNobodyIn) {
    Maintenance visit;
    visit.knocks();
    visit.wants(intent::ServicePin{PersonalText("240024")});
    visit.wants(intent::ServiceCheckPin{});
    visit.answers<command::CheckServicePin>(
        result::Failed{Error(Code::broken_storage, ""), Fault::journal_failed, Outcome::not_done});
    EXPECT_EQ(visit.situation(), Situation::service_pin);
    EXPECT_EQ(visit.state.service->pin_problem, "not_checked");
}

TEST(ServiceMode, BehindThePinPadNothingCanBeDoneYet) {
    Maintenance visit;
    visit.knocks();
    visit.wants(intent::ServiceOpenDevice{"a4"});
    visit.wants(intent::ServiceOpenBook{});
    visit.wants(intent::ServiceOpenClosing{});
    visit.wants(intent::ServiceClose{"repair"});
    visit.wants(intent::ServiceTest{});
    visit.wants(intent::ServiceReset{});
    EXPECT_EQ(visit.situation(), Situation::service_pin);
    EXPECT_TRUE(visit.given.empty());
    EXPECT_TRUE(visit.ledger.empty());
}

}  // namespace
}  // namespace kiosk24::flow
