// What service mode asks of the drivers: a test read that gives nothing of the card away, a driver started
// anew.
#include <gmock/gmock.h>

#include "tests/kiosk/device/bench.h"

namespace kiosk24::device {
namespace {

wire::give::Card a_card() {
    IdentityCard card;
    card.name = PersonalText("name");
    card.number = PersonalText("11010119900101001X");
    card.birth = Personal<Date>(Date{1990, 1, 1});
    return {card};
}

TEST(ServiceCall, ATestReadSaysWhatKindOfCardAndHowLongItIsAndNothingElse) {
    RunningBench bench;
    bench.release(1, command::TestRead{"reader", DeviceClass::id_card_reader});
    EXPECT_TRUE(std::holds_alternative<wire::ask::ReadCard>(bench.last_call(kReader).ask));
    bench.done(kReader, a_card());
    const auto* tested = bench.result<result::ReadTested>(1);
    ASSERT_NE(tested, nullptr);
    EXPECT_EQ(tested->kind, "resident");
    EXPECT_EQ(tested->bytes, std::string("name11010119900101001X").size());
    EXPECT_TRUE(bench.all<output::StartProcess>().empty()) << "no citizen is coming: nothing is warmed up";
}

TEST(ServiceCall, ATestReadThatFailsFailsAsAnyOther) {
    RunningBench bench;
    bench.release(1, command::TestRead{"reader", DeviceClass::id_card_reader});
    bench.failed(kReader, Code::card_unreadable);
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->error.code(), Code::card_unreadable);
}

TEST(ServiceCall, ACancelledTestReadGivesNothing) {
    RunningBench bench;
    bench.release(1, command::TestRead{"reader", DeviceClass::id_card_reader});
    bench.cancel(1);
    bench.done(kReader, a_card());
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->error.code(), Code::cancelled);
}

TEST(ServiceCall, ARunningDriverIsEndedKindlyAndStartedAnew) {
    RunningBench bench;
    bench.read_card(1);
    bench.release(2, command::ResetDriver{"reader"});
    EXPECT_NE(bench.result<result::Done>(2), nullptr);
    ASSERT_NE(bench.failure(1), nullptr) << "what it was doing ends";
    EXPECT_TRUE(bench.was_killed(kReader, output::KillHow::let_go));
    EXPECT_EQ(bench.condition(kReader).state, DeviceState::starting);
    EXPECT_FALSE(bench.was_started(kReader));
    bench.feed(input::Exited{kReader, "exit status 0"});
    EXPECT_TRUE(bench.was_started(kReader));
    bench.greet(kReader);
    EXPECT_EQ(bench.condition(kReader).state, DeviceState::online);
}

TEST(ServiceCall, ADriverThatWaitsForItsRestartIsStartedAtOnce) {
    RunningBench bench;
    for (int failure = 0; failure < 5; ++failure) {
        bench.say_raw(kReader, "nonsense");
        bench.feed(input::Exited{kReader, "signal 9"});
        if (failure < 4) bench.pass(std::chrono::seconds(20));
        if (failure < 4) bench.greet(kReader);
    }
    bench.forget_outputs();
    bench.pass(std::chrono::minutes(5));
    ASSERT_FALSE(bench.was_started(kReader)) << "out of service";
    bench.release(1, command::ResetDriver{"reader"});
    EXPECT_TRUE(bench.was_started(kReader));
}

TEST(ServiceCall, ADeviceThatIsNotThereIsSaidToBeMissing) {
    RunningBench bench;
    bench.release(1, command::ResetDriver{"nobody"});
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->error.code(), Code::not_found);
}

}  // namespace
}  // namespace kiosk24::device
