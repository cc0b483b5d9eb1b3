#include "drivers/sdk/calls.h"

#include <gtest/gtest.h>

namespace kiosk24::drivers {
namespace {

constexpr Moment at(std::int64_t ms) {
    return {Milliseconds(ms)};
}

wire::Call read_card(std::uint64_t id, std::int64_t within_ms) {
    return {id, wire::ask::ReadCard{}, Milliseconds(within_ms), 0};
}
wire::Call print_page(std::uint64_t id, std::int64_t within_ms) {
    return {id, wire::ask::PrintPage{1, 1, "job"}, Milliseconds(within_ms), 0};
}

wire::Failed only_failure(Calls& calls) {
    const auto messages = calls.take_messages();
    EXPECT_EQ(messages.size(), 1u);
    if (messages.size() != 1 || !std::holds_alternative<wire::Failed>(messages[0])) return {};
    return std::get<wire::Failed>(messages[0]);
}

TEST(DriverCalls, OneCallRunsAtATimeInOrder) {
    Calls calls;
    calls.on_call(read_card(1, 1000), {}, at(0));
    calls.on_call(read_card(2, 1000), {}, at(0));
    const auto first = calls.take_next();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->id, 1u);
    EXPECT_EQ(first->limits.deadline, at(1000));
    EXPECT_FALSE(calls.take_next());
    calls.on_finished(1, wire::Give(wire::give::Nothing{}));
    EXPECT_EQ(calls.take_next()->id, 2u);
}

TEST(DriverCalls, ADeadlineCountsFromTheArrivalNotFromTheStart) {
    Calls calls;
    calls.on_call(read_card(1, 5000), {}, at(0));
    calls.on_call(read_card(2, 1000), {}, at(10));
    (void)calls.take_next();
    EXPECT_EQ(calls.wake_at(), at(1010));
    calls.on_time(at(1009));
    EXPECT_TRUE(calls.take_messages().empty());
    calls.on_time(at(1010));
    EXPECT_EQ(only_failure(calls).code, Code::timed_out);
}

TEST(DriverCalls, ARunningCallGetsAGraceBeforeItIsAnsweredFor) {
    Calls calls;
    calls.on_call(print_page(1, 1000), {}, at(0));
    const auto running = calls.take_next();
    EXPECT_EQ(calls.wake_at(), at(1500));
    calls.on_time(at(1499));
    EXPECT_TRUE(calls.take_messages().empty());
    calls.on_time(at(1500));
    const auto failure = only_failure(calls);
    EXPECT_EQ(failure.code, Code::timed_out);
    EXPECT_EQ(failure.outcome, Outcome::unknown);
    EXPECT_TRUE(running->limits.stop.requested());
    calls.on_time(at(1600));
    EXPECT_TRUE(calls.take_messages().empty());
    calls.on_finished(1, wire::Give(wire::give::Page{Outcome::done, Fault::none}));
    EXPECT_TRUE(calls.take_messages().empty());
}

TEST(DriverCalls, ACancelledCallIsAnsweredForSoonerThanItsDeadline) {
    Calls calls;
    calls.on_call(read_card(1, 60'000), {}, at(0));
    const auto running = calls.take_next();
    calls.on_cancel(1, at(100));
    EXPECT_TRUE(running->limits.stop.requested());
    EXPECT_EQ(calls.wake_at(), at(1600));
    calls.on_time(at(1600));
    EXPECT_EQ(only_failure(calls).code, Code::cancelled);
}

TEST(DriverCalls, ADeviceThatNeverComesBackIsStuckThirtySecondsAfterItWasAnsweredFor) {
    Calls calls;
    calls.on_call(read_card(1, 1000), {}, at(0));
    (void)calls.take_next();
    calls.on_time(at(1500));
    EXPECT_FALSE(calls.is_stuck(at(31'499)));
    EXPECT_EQ(calls.wake_at(), at(31'500));
    EXPECT_TRUE(calls.is_stuck(at(31'500)));
}

TEST(DriverCalls, AnOldIdIsDropped) {
    Calls calls;
    calls.on_call(read_card(7, 1000), {}, at(0));
    (void)calls.take_next();
    calls.on_call(read_card(7, 1000), {}, at(0));
    calls.on_call(read_card(3, 1000), {}, at(0));
    EXPECT_TRUE(calls.take_messages().empty());
    calls.on_finished(7, wire::Give(wire::give::Nothing{}));
    EXPECT_EQ(calls.take_messages().size(), 1u);
    EXPECT_FALSE(calls.take_next());
}

TEST(DriverCalls, ACancelThatCrossesItsAnswerIsNothing) {
    Calls calls;
    calls.on_cancel(9, at(0));
    EXPECT_TRUE(calls.take_messages().empty());
    EXPECT_EQ(calls.wake_at(), kNever);
}

}  // namespace
}  // namespace kiosk24::drivers
