// Commands: asked, answered, refused, cancelled, forgotten.
#include <gmock/gmock.h>

#include "tests/kiosk/device/bench.h"

namespace kiosk24::device {
namespace {

using std::chrono::seconds;

wire::give::Card a_card() {
    IdentityCard card;
    card.name = PersonalText("name");
    card.number = PersonalText("11010119900101001X");
    card.birth = Personal<Date>(Date{1990, 1, 1});
    return {card};
}

TEST(DeviceCall, EachCommandIsAskedInItsVerbAndAnsweredInItsResult) {
    RunningBench bench;
    bench.read_card(1);
    EXPECT_TRUE(std::holds_alternative<wire::ask::ReadCard>(bench.last_call(kReader).ask));
    bench.done(kReader, a_card());
    ASSERT_NE(bench.result<result::CardRead>(1), nullptr);
    EXPECT_EQ(bench.result<result::CardRead>(1)->card.name.reveal(), "name");

    bench.release(2, command::PrintPage{"a4", document(300), "doc", 2, 3, "job-9"});
    const auto print = bench.last_call(kPrinter);
    EXPECT_EQ(std::get<wire::ask::PrintPage>(print.ask).page, 2);
    EXPECT_EQ(std::get<wire::ask::PrintPage>(print.ask).pages, 3);
    EXPECT_EQ(std::get<wire::ask::PrintPage>(print.ask).job, "job-9");
    EXPECT_EQ(print.bulk_bytes, 300u);
    EXPECT_EQ(bench.all<output::SendMessage>().back()->bulk->reveal().size(), 300u);
    bench.done(kPrinter, wire::give::Page{Outcome::not_done, Fault::printer_paper_out});
    ASSERT_NE(bench.result<result::PageResult>(2), nullptr);
    EXPECT_EQ(bench.result<result::PageResult>(2)->fault, Fault::printer_paper_out);
    EXPECT_EQ(bench.result<result::PageResult>(2)->outcome, Outcome::not_done);

    bench.release(3, command::RecallPage{"a4", "doc", "job-9", 2});
    EXPECT_EQ(std::get<wire::ask::Recall>(bench.last_call(kPrinter).ask).job, "job-9");
    bench.done(kPrinter, wire::give::Page{Outcome::done, Fault::none});
    EXPECT_EQ(bench.result<result::PageResult>(3)->outcome, Outcome::done);

    bench.release(4, command::ClearPrinter{"a4"});
    bench.done(kPrinter, wire::give::Nothing{});
    EXPECT_NE(bench.result<result::Done>(4), nullptr);

    bench.verify(5);
    EXPECT_EQ(std::get<wire::ask::Verify>(bench.last_call(kVerifier).ask).case_number, "case-1");
    bench.done(kVerifier, wire::give::Verified{4});
    EXPECT_EQ(bench.result<result::DocumentVerified>(5)->pages, 4);
}

TEST(DeviceCall, ADriversRefusalTravelsWithItsCodeFaultAndOutcome) {
    RunningBench bench;
    bench.print(1);
    bench.failed(kPrinter, Code::paper_jammed, Fault::printer_jammed, Outcome::unknown);
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->error.code(), Code::paper_jammed);
    EXPECT_EQ(bench.failure(1)->fault, Fault::printer_jammed);
    EXPECT_EQ(bench.failure(1)->outcome, Outcome::unknown);
    bench.verify(2);
    bench.failed(kVerifier, Code::bad_signature, Fault::verify_bad_signature);
    EXPECT_EQ(bench.failure(2)->error.code(), Code::bad_signature);
    EXPECT_FALSE(bench.was_killed(kPrinter));
}

TEST(DeviceCall, TheDriverGetsTwoSecondsLessSoThatItsSilenceIsKnownInTime) {
    RunningBench bench;
    bench.read_card(1, seconds(60));
    EXPECT_EQ(bench.last_call(kReader).within, seconds(58));
    bench.pass(Milliseconds(59'999));
    EXPECT_EQ(bench.completed(1), nullptr);
    bench.pass(Milliseconds(1));
    EXPECT_NE(bench.failure(1), nullptr);
    EXPECT_TRUE(bench.was_killed(kReader));
}

TEST(DeviceCall, AShortCommandIsCompletedInTimeAndItsLateAnswerIsThrownAway) {
    RunningBench bench;
    bench.read_card(1, seconds(2));
    EXPECT_EQ(bench.last_call(kReader).within, seconds(1));
    bench.pass(seconds(2));
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->error.code(), Code::timed_out);
    EXPECT_FALSE(bench.was_killed(kReader));
    bench.pass(Milliseconds(500));
    bench.read_card(2);
    bench.done(kReader, a_card());
    EXPECT_EQ(bench.completed(2), nullptr);
    bench.done(kReader, a_card());
    EXPECT_NE(bench.result<result::CardRead>(2), nullptr);
    EXPECT_NE(bench.completed(1), nullptr);
}

TEST(DeviceCall, ACommandWithoutATimeHasAMinute) {
    RunningBench bench;
    bench.read_card(1, Milliseconds(0));
    EXPECT_EQ(bench.last_call(kReader).within, seconds(58));
}

TEST(DeviceCall, APageOfADriverThatDiesIsUnknown) {
    RunningBench bench;
    bench.print(1);
    bench.feed(input::Exited{kPrinter, "signal 11"});
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->outcome, Outcome::unknown);
    EXPECT_EQ(bench.failure(1)->fault, Fault::printer_driver_failed);
}

TEST(DeviceCall, ASecondAnswerToOneCallIsMisbehaviour) {
    RunningBench bench;
    bench.read_card(1);
    const auto id = bench.last_call(kReader).id;
    bench.say(kReader, wire::Done{id, a_card()});
    EXPECT_FALSE(bench.was_killed(kReader));
    bench.say(kReader, wire::Done{id, a_card()});
    EXPECT_TRUE(bench.was_killed(kReader));
    EXPECT_NE(bench.result<result::CardRead>(1), nullptr);
}

struct Refusal {
    What what;
    Code code;
};

TEST(DeviceCall, WhatCannotBeDoneIsRefusedAtOnce) {
    const std::vector<Refusal> refusals{
        {command::ReadCard{"nowhere"}, Code::not_found},
        {command::ReadCard{"a4"}, Code::unsupported},
        {command::ClearPrinter{"reader"}, Code::unsupported},
        {command::PrintPage{"a4", nullptr, "doc", 1, 1, "job"}, Code::bad_argument},
        {command::RecordOnly{}, Code::bad_argument},
    };
    RunningBench bench;
    CommandId id = 100;
    for (const auto& refusal : refusals) {
        bench.release(++id, refusal.what);
        ASSERT_NE(bench.failure(id), nullptr);
        EXPECT_EQ(bench.failure(id)->error.code(), refusal.code);
        EXPECT_EQ(bench.failure(id)->outcome, Outcome::not_done);
    }
}

TEST(DeviceCall, ASecondCommandForABusyDriverIsRefused) {
    RunningBench bench;
    bench.read_card(1);
    bench.read_card(2);
    ASSERT_NE(bench.failure(2), nullptr);
    EXPECT_EQ(bench.failure(2)->error.code(), Code::device_busy);
    bench.done(kReader, a_card());
    EXPECT_NE(bench.result<result::CardRead>(1), nullptr);
}

TEST(DeviceCall, ADriverThatDoesNotRunFailsACommandAtOnce) {
    RunningBench bench;
    bench.feed(input::Exited{kReader, "signal 11"});
    bench.read_card(1);
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->error.code(), Code::device_offline);
    EXPECT_EQ(bench.failure(1)->fault, Fault::reader_driver_failed);
}

TEST(DeviceCall, ACommandForADriverThatIsJustStartingWaitsForItsHello) {
    Bench bench;
    bench.feed(input::Begin{});
    bench.read_card(1);
    bench.pass(seconds(3));
    EXPECT_EQ(bench.completed(1), nullptr);
    bench.greet(kReader);
    EXPECT_EQ(bench.last_call(kReader).within, seconds(25));
    bench.done(kReader, a_card());
    EXPECT_NE(bench.result<result::CardRead>(1), nullptr);
}

TEST(DeviceCall, AWaitingCommandEndsWithItsTimeOrWithTheDriver) {
    Bench bench;
    bench.feed(input::Begin{});
    bench.read_card(1, seconds(2));
    bench.print(2);
    bench.pass(seconds(2));
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->error.code(), Code::timed_out);
    bench.pass(seconds(3));
    ASSERT_NE(bench.failure(2), nullptr);
    EXPECT_EQ(bench.failure(2)->outcome, Outcome::not_done);
}

TEST(DeviceCall, ADriverThatKeepsThePagesOfAnsweredCallsIsStartedAnew) {
    RunningBench bench;
    for (const CommandId id : {1, 2}) {
        bench.print(id);
        bench.done(kPrinter, wire::give::Page{Outcome::done, Fault::none});
    }
    bench.print(3);
    EXPECT_TRUE(bench.was_killed(kPrinter));
    ASSERT_NE(bench.failure(3), nullptr);
    EXPECT_EQ(bench.failure(3)->outcome, Outcome::not_done);
}

TEST(DeviceCall, PagesGivenBackCanBeFollowedByAnyNumber) {
    RunningBench bench;
    for (CommandId id = 1; id < 10; ++id) {
        bench.print(id);
        const auto call = bench.last_call(kPrinter).id;
        bench.done(kPrinter, wire::give::Page{Outcome::done, Fault::none});
        bench.say(kPrinter, wire::Release{call});
        EXPECT_NE(bench.result<result::PageResult>(id), nullptr);
        bench.pass(seconds(1));
    }
}

TEST(Cancelling, ACardIsNoLongerWantedWhateverTheDriverAnswers) {
    for (const bool answers_with_a_card : {true, false}) {
        RunningBench bench;
        bench.read_card(1);
        bench.cancel(1);
        EXPECT_TRUE(std::holds_alternative<wire::Cancel>(bench.sent(kReader).back()));
        EXPECT_EQ(bench.completed(1), nullptr);
        if (answers_with_a_card)
            bench.done(kReader, a_card());
        else
            bench.failed(kReader, Code::timed_out);
        ASSERT_NE(bench.failure(1), nullptr);
        EXPECT_EQ(bench.failure(1)->error.code(), Code::cancelled);
        bench.cancel(1);
        EXPECT_FALSE(bench.was_killed(kReader));
    }
}

TEST(Cancelling, APageEndsWithTheDriversOwnWord) {
    RunningBench bench;
    bench.print(1);
    bench.cancel(1);
    bench.done(kPrinter, wire::give::Page{Outcome::done, Fault::none});
    ASSERT_NE(bench.result<result::PageResult>(1), nullptr);
    EXPECT_EQ(bench.result<result::PageResult>(1)->outcome, Outcome::done);
}

TEST(Cancelling, SentOnceAndNotToADriverThatHasAnswered) {
    RunningBench bench;
    bench.read_card(1);
    const auto before = bench.sent(kReader).size();
    bench.cancel(1);
    bench.cancel(1);
    EXPECT_EQ(bench.sent(kReader).size(), before + 1);
    bench.cancel(77);
    EXPECT_EQ(bench.sent(kReader).size(), before + 1);
}

// The page's commit took long, the person has left meanwhile.
TEST(Cancelling, APageThatComesBehindItsCancelIsNotPrinted) {
    RunningBench bench;
    bench.cancel(1);
    const auto before = bench.sent(kPrinter).size();
    bench.print(1);
    EXPECT_EQ(bench.sent(kPrinter).size(), before);
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->error.code(), Code::cancelled);
    EXPECT_EQ(bench.failure(1)->outcome, Outcome::not_done);
    bench.print(2);
    EXPECT_EQ(bench.sent(kPrinter).size(), before + 1);
}

TEST(Cancelling, ADriverThatIgnoresItIsKilled) {
    RunningBench bench;
    bench.print(1);
    bench.read_card(2);
    bench.cancel(1);
    bench.cancel(2);
    bench.pass(seconds(3));
    EXPECT_TRUE(bench.was_killed(kPrinter));
    EXPECT_TRUE(bench.was_killed(kReader));
    EXPECT_EQ(bench.failure(1)->outcome, Outcome::unknown);
    EXPECT_EQ(bench.failure(2)->error.code(), Code::cancelled);
    EXPECT_EQ(bench.failure(2)->outcome, Outcome::not_done);
}

TEST(Cancelling, TheNextCommandWaitsForTheCancelledOne) {
    RunningBench bench;
    bench.read_card(1);
    bench.cancel(1);
    bench.read_card(2);
    EXPECT_EQ(bench.completed(2), nullptr);
    bench.read_card(3);
    EXPECT_EQ(bench.failure(3)->error.code(), Code::device_busy);
    bench.failed(kReader, Code::cancelled);
    EXPECT_NE(bench.failure(1), nullptr);
    bench.done(kReader, a_card());
    EXPECT_NE(bench.result<result::CardRead>(2), nullptr);
}

TEST(Cancelling, ACommandThatWaitsIsCancelledAtOnce) {
    Bench bench;
    bench.feed(input::Begin{});
    bench.print(1);
    bench.cancel(1);
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->error.code(), Code::cancelled);
    EXPECT_EQ(bench.failure(1)->outcome, Outcome::not_done);
}

TEST(ClearingAtStart, APrinterIsClearedAfterEveryStartBeforeItPrints) {
    Bench bench;
    bench.feed(input::Begin{});
    bench.print(1);
    bench.greet(kPrinter);
    EXPECT_TRUE(std::holds_alternative<wire::ask::Clear>(bench.last_call(kPrinter).ask));
    bench.done(kPrinter, wire::give::Nothing{});
    EXPECT_TRUE(std::holds_alternative<wire::ask::PrintPage>(bench.last_call(kPrinter).ask));
    bench.feed(input::Exited{kPrinter, "signal 11"});
    bench.pass(seconds(1));
    bench.greet(kPrinter);
    EXPECT_TRUE(std::holds_alternative<wire::ask::Clear>(bench.last_call(kPrinter).ask));
    EXPECT_TRUE(bench.sent(kReader).empty());
}

TEST(ClearingAtStart, WhileItCannotBeClearedItDoesNotPrint) {
    Bench bench;
    bench.feed(input::Begin{});
    bench.hello(kPrinter);
    bench.failed(kPrinter, Code::device_offline, Fault::printer_offline);
    bench.tell(kPrinter, DeviceState::offline, Fault::printer_offline);
    EXPECT_EQ(bench.sent(kPrinter).size(), 1u);
    bench.print(1);
    EXPECT_TRUE(std::holds_alternative<wire::ask::Clear>(bench.last_call(kPrinter).ask));
    bench.failed(kPrinter, Code::device_offline, Fault::printer_offline);
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->fault, Fault::printer_offline);
    EXPECT_EQ(bench.failure(1)->outcome, Outcome::not_done);

    bench.tell(kPrinter, DeviceState::online);
    EXPECT_EQ(bench.sent(kPrinter).size(), 3u);
    bench.done(kPrinter, wire::give::Nothing{});
    bench.print(2);
    EXPECT_TRUE(std::holds_alternative<wire::ask::PrintPage>(bench.last_call(kPrinter).ask));
}

TEST(Forgetting, EndsWhenEveryRunningDriverHasAnswered) {
    RunningBench bench;
    bench.release(1, command::ForgetPersonal{});
    for (const auto driver : {kReader, kPrinter}) {
        EXPECT_TRUE(std::holds_alternative<wire::ask::Forget>(bench.last_call(driver).ask));
        bench.done(driver, wire::give::Nothing{});
        EXPECT_EQ(bench.completed(1), nullptr);
    }
    bench.done(kVerifier, wire::give::Nothing{});
    EXPECT_NE(bench.result<result::Done>(1), nullptr);
}

TEST(Forgetting, WithNoDriverRunningThereIsNothingToForget) {
    Bench bench({{"reader", DeviceClass::id_card_reader, {"x"}, Keep::always}});
    bench.feed(input::Begin{});
    bench.feed(input::Exited{kReader, "exit status 1"});
    bench.release(1, command::ForgetPersonal{});
    EXPECT_NE(bench.result<result::Done>(1), nullptr);
}

TEST(Forgetting, WaitsForTheOpenCallOfADriver) {
    RunningBench bench;
    bench.print(1);
    bench.release(2, command::ForgetPersonal{});
    bench.done(kReader, wire::give::Nothing{});
    bench.done(kVerifier, wire::give::Nothing{});
    EXPECT_EQ(bench.completed(2), nullptr);
    bench.done(kPrinter, wire::give::Page{Outcome::done, Fault::none});
    EXPECT_TRUE(std::holds_alternative<wire::ask::Forget>(bench.last_call(kPrinter).ask));
    bench.done(kPrinter, wire::give::Nothing{});
    EXPECT_NE(bench.result<result::Done>(2), nullptr);
}

TEST(Forgetting, ADriverThatCannotForgetIsKilledAndHasForgottenWhenItIsGone) {
    RunningBench bench;
    bench.release(1, command::ForgetPersonal{});
    bench.done(kPrinter, wire::give::Nothing{});
    bench.done(kVerifier, wire::give::Nothing{});
    bench.failed(kReader, Code::device_failed);
    EXPECT_TRUE(bench.was_killed(kReader));
    EXPECT_EQ(bench.completed(1), nullptr);
    bench.feed(input::Exited{kReader, "signal 9"});
    EXPECT_NE(bench.result<result::Done>(1), nullptr);
}

TEST(Forgetting, EndsWithItsTimeAndTheDebtRemains) {
    RunningBench bench;
    bench.release(9, command::PrintPage{"a4", document(), "doc", 1, 1, "job-1"}, seconds(120));
    bench.release(1, command::ForgetPersonal{}, seconds(5));
    bench.done(kReader, wire::give::Nothing{});
    bench.done(kVerifier, wire::give::Nothing{});
    bench.pass(seconds(5));
    ASSERT_NE(bench.failure(1), nullptr);
    EXPECT_EQ(bench.failure(1)->error.code(), Code::timed_out);
    EXPECT_FALSE(bench.was_killed(kPrinter));
    bench.done(kPrinter, wire::give::Page{Outcome::done, Fault::none});
    EXPECT_TRUE(std::holds_alternative<wire::ask::Forget>(bench.last_call(kPrinter).ask));
}

}  // namespace
}  // namespace kiosk24::device
