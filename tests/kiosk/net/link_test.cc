#include <gtest/gtest.h>

#include "tests/kiosk/net/machine_bench.h"

namespace kiosk24::net {
namespace {

std::vector<event::PlatformChanged> changes(const Outputs& outputs) {
    return all<event::PlatformChanged>(outputs);
}

class LinkBench : public testing::Test {
  protected:
    // Plays probes until one brings a change; how long that took.
    Milliseconds fail_until_change() {
        const auto began = bench_.now;
        auto out = bench_.put(input::Begin{});
        while (changes(out).empty()) {
            const auto probe = request_in(out);
            out = probe.id != 0 ? bench_.fail(probe.id, HttpProblem::cannot_connect, Effect::none)
                                : bench_.wake();
        }
        last_ = changes(out)[0];
        return bench_.now - began;
    }
    MachineBench bench_;
    event::PlatformChanged last_;
};

TEST_F(LinkBench, OneFailureIsNotAnOutageTwoAre) {
    const auto probe = request_in(bench_.put(input::Begin{}));
    EXPECT_EQ(probe.path, "/v1/health");
    EXPECT_TRUE(changes(bench_.fail(probe.id, HttpProblem::connection_lost)).empty());
    const auto again = request_in(bench_.wake());
    const auto change = changes(bench_.fail(again.id, HttpProblem::timed_out));
    ASSERT_EQ(change.size(), 1u);
    EXPECT_FALSE(change[0].reachable);
    EXPECT_EQ(change[0].fault, Fault::platform_unreachable);
}

TEST_F(LinkBench, ACertificateIsAnOutageAtOnce) {
    const auto probe = request_in(bench_.put(input::Begin{}));
    const auto change = changes(bench_.fail(probe.id, HttpProblem::certificate_expired, Effect::none));
    ASSERT_EQ(change.size(), 1u);
    EXPECT_EQ(change[0].fault, Fault::platform_certificate);
}

TEST_F(LinkBench, AProbeThatIsRefusedShowsAPlatformThatFails) {
    auto out = bench_.put(input::Begin{});
    while (changes(out).empty()) {
        const auto probe = request_in(out);
        out = probe.id != 0 ? bench_.reply(probe.id, 503) : bench_.wake();
    }
    EXPECT_EQ(changes(out)[0].fault, Fault::platform_failed);
}

TEST_F(LinkBench, WhileItIsOutProbesBackOffToAMinute) {
    EXPECT_LT(fail_until_change(), Milliseconds(3'000));
    Milliseconds longest(0);
    for (int i = 0; i < 12; ++i) {
        const auto before = bench_.now;
        const auto probe = request_in(bench_.wake());
        ASSERT_NE(probe.id, 0u);
        longest = std::max(longest, bench_.now - before);
        EXPECT_TRUE(changes(bench_.fail(probe.id, HttpProblem::cannot_connect, Effect::none)).empty());
    }
    EXPECT_GE(longest, Milliseconds(30'000));
    EXPECT_LE(longest, Milliseconds(60'000));
}

TEST_F(LinkBench, OnlyChangesAreTold) {
    const auto probe = request_in(bench_.put(input::Begin{}));
    const auto change = changes(bench_.reply(probe.id, 204, "", ""));
    ASSERT_EQ(change.size(), 1u);
    EXPECT_TRUE(change[0].reachable);
    for (int i = 0; i < 3; ++i) {
        const auto before = bench_.now;
        const auto next = request_in(bench_.wake());
        EXPECT_EQ(bench_.now - before, Rules{}.probe_idle);
        EXPECT_TRUE(changes(bench_.reply(next.id, 404)).empty()) << "an answer is an answer";
    }
}

TEST_F(LinkBench, AnAnswerToACommandEndsAnOutageAndSavesAProbe) {
    fail_until_change();
    EXPECT_FALSE(last_.reachable);
    const auto request = request_in(bench_.release(identity()));
    const auto out = bench_.reply(request.id, 200, person_body());
    ASSERT_EQ(changes(out).size(), 1u);
    EXPECT_TRUE(changes(out)[0].reachable);
    EXPECT_EQ(bench_.machine.next_wake(), bench_.now + Rules{}.probe_idle);
}

TEST_F(LinkBench, WhenTheConnectionIsBackWaitingCommandsGoAtOnce) {
    fail_until_change();
    const auto request = request_in(bench_.release(submission(), Milliseconds(40'000)));
    bench_.fail(request.id, HttpProblem::cannot_connect, Effect::none);
    const auto other = request_in(bench_.release(identity(), Milliseconds(40'000), 2));
    const auto out = bench_.reply(other.id, 200, person_body());
    EXPECT_EQ(request_in(out).path, "/v1/submissions");
}

TEST_F(LinkBench, ASilentCommandIsFollowedByAProbeBeforeAnybodyJudges) {
    const auto probe = request_in(bench_.put(input::Begin{}));
    bench_.reply(probe.id, 204, "", "");
    const auto request = request_in(bench_.release(identity(), Milliseconds(5'000)));
    const auto out = bench_.fail(request.id, HttpProblem::timed_out);
    EXPECT_TRUE(changes(out).empty());
    EXPECT_LE(bench_.machine.next_wake(), bench_.now);
}

TEST_F(LinkBench, AFailingAnswerDoesNotEndAnOutage) {
    fail_until_change();
    const auto request = request_in(bench_.release(identity()));
    EXPECT_TRUE(changes(bench_.reply(request.id, 500)).empty());
}

}  // namespace
}  // namespace kiosk24::net
