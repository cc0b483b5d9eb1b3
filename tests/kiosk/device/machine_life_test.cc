// A driver's life: start, hello, misbehaviour, restarts, conditions, the end.
#include <gmock/gmock.h>

#include "tests/kiosk/device/bench.h"

namespace kiosk24::device {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;

TEST(DriverLife, EveryDriverIsStartedAtTheBeginningAndIsStartingUntilItTellsItsCondition) {
    Bench bench;
    bench.feed(input::Begin{});
    for (const auto driver : {kReader, kPrinter, kVerifier}) {
        EXPECT_TRUE(bench.was_started(driver));
        EXPECT_EQ(bench.condition(driver).state, DeviceState::starting);
    }
    bench.hello(kReader);
    EXPECT_EQ(bench.condition(kReader).state, DeviceState::starting);
    bench.tell(kReader, DeviceState::no_device, Fault::reader_offline);
    EXPECT_EQ(bench.condition(kReader).state, DeviceState::no_device);
    EXPECT_EQ(bench.condition(kReader).fault, Fault::reader_offline);
}

TEST(DriverLife, AnUnchangedConditionIsNotToldTwice) {
    RunningBench bench;
    bench.tell(kReader, DeviceState::online);
    EXPECT_TRUE(bench.all<event::DeviceChanged>().empty());
}

TEST(DriverLife, ADriverThatTellsNoConditionIsTakenAsOnlineAfterFiveSeconds) {
    Bench bench;
    bench.feed(input::Begin{});
    bench.hello(kReader);
    bench.pass(seconds(5));
    EXPECT_EQ(bench.condition(kReader).state, DeviceState::online);
}

TEST(DriverLife, NoHelloWithinFiveSecondsIsMisbehaviour) {
    Bench bench;
    bench.feed(input::Begin{});
    bench.pass(Milliseconds(4'999));
    EXPECT_FALSE(bench.was_killed(kReader));
    bench.pass(Milliseconds(1));
    EXPECT_TRUE(bench.was_killed(kReader));
    EXPECT_EQ(bench.condition(kReader).state, DeviceState::offline);
    EXPECT_EQ(bench.condition(kReader).fault, Fault::reader_driver_failed);
}

struct Misdeed {
    std::string name;
    std::function<void(Bench&)> commit;
    std::string said;
};

// Each of these is done by a card reader's driver that runs and has one call open.
std::vector<Misdeed> misdeeds() {
    const auto raw = [](std::string bytes) {
        return [bytes](Bench& bench) { bench.say_raw(kReader, bytes); };
    };
    return {
        {"SecondHello", [](Bench& bench) { bench.hello(kReader); }, "hello twice"},
        {"Nonsense", raw("nonsense"), "malformed"},
        {"NotUtf8", raw("{\"condition\":{\"state\":\"\xff\"}}"), "malformed"},
        {"Empty", raw(""), "malformed"},
        {"UnknownMessage", raw("{\"greeting\":1}"), "malformed"},
        {"UnknownState", raw("{\"condition\":{\"state\":\"asleep\",\"fault\":\"none\"}}"), "malformed"},
        {"HalfAnAnswer", raw("{\"id\":1}"), "malformed"},
        {"AnswerToAnUnknownCall",
         [](Bench& bench) {
             bench.say(kReader, wire::Done{99, wire::give::Nothing{}});
         },
         "call 99, which is not open"},
        {"WrongShape", [](Bench& bench) { bench.done(kReader, wire::give::Verified{1}); }, "wrong shape"},
        {"NothingWhereACardIsDue", [](Bench& bench) { bench.done(kReader, wire::give::Nothing{}); },
         "wrong shape"},
        {"ReleaseOfWhatWasNotLent", [](Bench& bench) { bench.say(kReader, wire::Release{1}); }, "gave back"},
        {"TooLong",
         [](Bench& bench) {
             bench.feed(input::Received{kReader, std::string(65'536, ' '), 0, Wholeness::cut_off});
         },
         "over 64 KiB"},
        {"Descriptor",
         [](Bench& bench) {
             bench.feed(input::Received{kReader, R"({"release":1})", 1, Wholeness::whole});
         },
         "descriptors"},
        {"Flood",
         [](Bench& bench) {
             for (int i = 0; i < 60; ++i)
                 bench.tell(kReader, i % 2 == 0 ? DeviceState::online : DeviceState::device_busy);
         },
         "in a second"},
        {"DoesNotRead",
         [](Bench& bench) {
             bench.feed(input::SendFailed{kReader, "leaves 16 messages unread"});
         },
         "unread"},
        {"Silence", [](Bench& bench) { bench.pass(seconds(30)); }, "silent past a deadline"},
    };
}

class AMisdeed : public testing::TestWithParam<Misdeed> {};

TEST_P(AMisdeed, KillsTheDriverEndsItsCallAndStartsItAgain) {
    RunningBench bench;
    bench.read_card(7);
    GetParam().commit(bench);
    EXPECT_TRUE(bench.was_killed(kReader));
    const auto* failure = bench.failure(7);
    ASSERT_NE(failure, nullptr);
    EXPECT_EQ(failure->error.code(), Code::device_misbehaved);
    EXPECT_EQ(failure->fault, Fault::reader_driver_failed);
    EXPECT_EQ(failure->outcome, Outcome::not_done);
    EXPECT_EQ(bench.condition(kReader).state, DeviceState::offline);
    EXPECT_EQ(bench.condition(kReader).fault, Fault::reader_driver_failed);
    EXPECT_THAT(bench.condition(kReader).detail, HasSubstr(GetParam().said));

    bench.forget_outputs();
    bench.say_raw(kReader, "whatever was still on its way");
    bench.feed(input::Exited{kReader, "signal 9"});
    bench.pass(Milliseconds(999));
    EXPECT_FALSE(bench.was_started(kReader));
    bench.pass(Milliseconds(1));
    EXPECT_TRUE(bench.was_started(kReader));
    EXPECT_FALSE(bench.was_killed(kPrinter));

    bench.greet(kReader);
    EXPECT_EQ(bench.condition(kReader).state, DeviceState::online);
    bench.read_card(8);
    bench.done(kReader, wire::give::Card{[] {
                   IdentityCard card;
                   card.name = PersonalText("n");
                   card.number = PersonalText("1");
                   card.birth = Personal<Date>(Date{1990, 1, 1});
                   return card;
               }()});
    EXPECT_NE(bench.result<result::CardRead>(8), nullptr);
}

INSTANTIATE_TEST_SUITE_P(EveryRule, AMisdeed, testing::ValuesIn(misdeeds()),
                         [](const auto& one) { return one.param.name; });

TEST(DriverLife, AHelloOfAnotherClassOrProtocolIsMisbehaviour) {
    for (const int protocol : {1, 2}) {
        Bench bench;
        bench.feed(input::Begin{});
        wire::Hello hello;
        hello.protocol = protocol;
        hello.device_class = protocol == 1 ? DeviceClass::document_verify : DeviceClass::id_card_reader;
        bench.say(kReader, hello);
        EXPECT_TRUE(bench.was_killed(kReader)) << protocol;
    }
}

TEST(DriverLife, AConditionBeforeHelloIsMisbehaviour) {
    Bench bench;
    bench.feed(input::Begin{});
    bench.tell(kReader, DeviceState::online);
    EXPECT_TRUE(bench.was_killed(kReader));
}

TEST(DriverLife, AProcessThatCannotBeStartedIsAFailureLikeAnyOther) {
    Bench bench;
    bench.feed(input::Begin{});
    bench.forget_outputs();
    bench.feed(input::StartFailed{kReader, "fork: no memory"});
    EXPECT_EQ(bench.condition(kReader).fault, Fault::reader_driver_failed);
    EXPECT_FALSE(bench.was_killed(kReader));
    bench.pass(seconds(1));
    EXPECT_TRUE(bench.was_started(kReader));
}

TEST(DriverLife, ACrashOnEveryStartEndsOutOfServiceAndIsTriedAgainAfterThirtyMinutes) {
    Bench bench({{"reader", DeviceClass::id_card_reader, {"x"}, Keep::always}});
    bench.feed(input::Begin{});
    int starts = 1;
    for (int failure = 0; failure < 5; ++failure) {
        bench.forget_outputs();
        bench.feed(input::Exited{kReader, "signal 11"});
        if (failure == 4) break;
        bench.pass(seconds(1 << failure));
        starts += bench.was_started(kReader) ? 1 : 0;
    }
    EXPECT_EQ(starts, 5);
    EXPECT_THAT(bench.condition(kReader).detail, HasSubstr("out of service for 30 min"));
    bench.pass(minutes(29));
    EXPECT_FALSE(bench.was_started(kReader));
    bench.pass(minutes(1));
    EXPECT_TRUE(bench.was_started(kReader));
}

TEST(DriverLife, AResetTriesADriverThatIsOutOfServiceAtOnce) {
    Bench bench({{"reader", DeviceClass::id_card_reader, {"x"}, Keep::always}});
    bench.feed(input::Begin{});
    for (int failure = 0; failure < 5; ++failure) {
        bench.feed(input::Exited{kReader, "signal 11"});
        if (failure < 4) bench.pass(seconds(1 << failure));
    }
    bench.forget_outputs();
    bench.feed(input::Reset{"reader"});
    EXPECT_TRUE(bench.was_started(kReader));
    bench.forget_outputs();
    bench.feed(input::Exited{kReader, "signal 11"});
    bench.pass(seconds(1));
    EXPECT_TRUE(bench.was_started(kReader));
}

TEST(DriverLife, AfterAHealthyMinuteTheRestartIsAQuickOne) {
    Bench bench({{"reader", DeviceClass::id_card_reader, {"x"}, Keep::always}});
    bench.feed(input::Begin{});
    bench.feed(input::Exited{kReader, "signal 11"});
    bench.pass(seconds(1));
    bench.feed(input::Exited{kReader, "signal 11"});
    bench.pass(seconds(2));
    bench.greet(kReader);
    bench.pass(seconds(60));
    bench.forget_outputs();
    bench.feed(input::Exited{kReader, "exit status 0"});
    bench.pass(seconds(1));
    EXPECT_TRUE(bench.was_started(kReader));
}

TEST(DriverLife, AClosedConnectionIsExplainedByTheProcesssEndOrIsMisbehaviour) {
    RunningBench bench;
    bench.feed(input::HungUp{kReader});
    bench.read_card(1);
    bench.feed(input::SendFailed{kReader, "hung up"});
    bench.pass(Milliseconds(100));
    bench.feed(input::Exited{kReader, "signal 11"});
    EXPECT_THAT(bench.condition(kReader).detail, HasSubstr("signal 11"));
    EXPECT_NE(bench.failure(1), nullptr);
    EXPECT_FALSE(bench.was_killed(kReader));

    bench.feed(input::HungUp{kPrinter});
    bench.pass(Milliseconds(500));
    EXPECT_TRUE(bench.was_killed(kPrinter));
    EXPECT_THAT(bench.condition(kPrinter).detail, HasSubstr("closed its connection"));
}

TEST(DriverLife, AKilledProcessThatWillNotGoIsNotStartedASecondTime) {
    RunningBench bench;
    bench.say_raw(kReader, "nonsense");
    bench.forget_outputs();
    bench.pass(minutes(5));
    EXPECT_FALSE(bench.was_started(kReader));
    bench.feed(input::Exited{kReader, "signal 9"});
    EXPECT_TRUE(bench.was_started(kReader));
}

TEST(DriverLife, AFaultOfTheDriverGoesBeforeUnconfined) {
    Bench bench;
    bench.feed(input::Begin{});
    bench.feed(input::Unconfined{kReader, "landlock"});
    bench.greet(kReader);
    EXPECT_EQ(bench.condition(kReader).fault, Fault::launch_unconfined);
    EXPECT_THAT(bench.condition(kReader).detail, HasSubstr("landlock"));
    EXPECT_TRUE(is_usable(bench.condition(kReader)));
    bench.tell(kReader, DeviceState::hardware_error, Fault::reader_self_test);
    EXPECT_EQ(bench.condition(kReader).fault, Fault::reader_self_test);
    EXPECT_THAT(bench.condition(kReader).detail, HasSubstr("landlock"));
}

TEST(OnDemand, ADriverLongUnusedIsLetGoAndStaysOnline) {
    RunningBench bench;
    bench.pass(seconds(59));
    EXPECT_TRUE(bench.all<output::Kill>().empty());
    bench.pass(seconds(1));
    EXPECT_TRUE(bench.was_killed(kVerifier, output::KillHow::let_go));
    EXPECT_FALSE(bench.was_killed(kReader, output::KillHow::let_go));
    bench.feed(input::Exited{kVerifier, "exit status 0"});
    bench.pass(minutes(60));
    EXPECT_FALSE(bench.was_started(kVerifier));
    EXPECT_TRUE(bench.all<event::DeviceChanged>().empty());
}

TEST(OnDemand, ADriverThatWillNotGoIsKilled) {
    RunningBench bench;
    bench.pass(seconds(63));
    EXPECT_TRUE(bench.was_killed(kVerifier, output::KillHow::now));
}

TEST(OnDemand, ACommandStartsARestingDriverAndWaitsForItsHello) {
    RunningBench bench;
    bench.pass(seconds(60));
    bench.feed(input::Exited{kVerifier, "exit status 0"});
    bench.verify(5);
    EXPECT_TRUE(bench.was_started(kVerifier));
    EXPECT_EQ(bench.completed(5), nullptr);
    bench.greet(kVerifier);
    bench.done(kVerifier, wire::give::Verified{2});
    ASSERT_NE(bench.result<result::DocumentVerified>(5), nullptr);
    EXPECT_EQ(bench.result<result::DocumentVerified>(5)->pages, 2);
}

TEST(OnDemand, ACommandThatMeetsADriverOnItsWayOutStartsItAgain) {
    RunningBench bench;
    bench.pass(seconds(60));
    bench.verify(5);
    EXPECT_FALSE(bench.was_started(kVerifier));
    bench.feed(input::Exited{kVerifier, "exit status 0"});
    EXPECT_TRUE(bench.was_started(kVerifier));
}

TEST(OnDemand, ACardThatWasReadStartsWhatWillSoonBeNeeded) {
    RunningBench bench;
    bench.pass(seconds(60));
    bench.feed(input::Exited{kVerifier, "exit status 0"});
    bench.read_card(1);
    EXPECT_FALSE(bench.was_started(kVerifier));
    IdentityCard card;
    card.name = PersonalText("n");
    card.number = PersonalText("1");
    card.birth = Personal<Date>(Date{1990, 1, 1});
    bench.done(kReader, wire::give::Card{card});
    EXPECT_TRUE(bench.was_started(kVerifier));
}

TEST(Stopping, EveryDriverIsLetGoThenKilledAndEveryCommandIsCompleted) {
    RunningBench bench;
    bench.read_card(1);
    bench.print(2);
    bench.release(3, command::ForgetPersonal{});
    bench.feed(input::Stop{});
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->error.code(), Code::cancelled);
    EXPECT_EQ(bench.failure(1)->outcome, Outcome::not_done);
    ASSERT_NE(bench.failure(2), nullptr);
    EXPECT_EQ(bench.failure(2)->outcome, Outcome::unknown);
    EXPECT_FALSE(bench.machine.is_over());
    bench.feed(input::Exited{kReader, "exit status 0"});
    bench.feed(input::Exited{kVerifier, "exit status 0"});
    EXPECT_FALSE(bench.was_killed(kPrinter));
    bench.pass(seconds(3));
    EXPECT_TRUE(bench.was_killed(kPrinter));
    EXPECT_FALSE(bench.was_killed(kReader));
    bench.feed(input::Exited{kPrinter, "signal 9"});
    EXPECT_TRUE(bench.machine.is_over());
    EXPECT_NE(bench.result<result::Done>(3), nullptr);
    EXPECT_FALSE(bench.was_started(kPrinter));
    bench.read_card(4);
    ASSERT_NE(bench.failure(4), nullptr);
}

}  // namespace
}  // namespace kiosk24::device
