// What may be said of a submission when its answer is not what it should be.
#include <gtest/gtest.h>

#include "tests/kiosk/net/machine_bench.h"

namespace kiosk24::net {
namespace {

TEST(Submission, WithoutAnyConnectionItIsCertainlyNotDone) {
    MachineBench bench;
    auto out = bench.release(submission(), Milliseconds(5'000));
    while (all<Completed>(out).empty()) {
        const auto request = request_in(out);
        out = request.id != 0 ? bench.fail(request.id, HttpProblem::cannot_connect, Effect::none)
                              : bench.wake();
    }
    const auto failed = failure_in(out);
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::unreachable);
    EXPECT_EQ(failed->fault, Fault::platform_unreachable);
    EXPECT_EQ(failed->outcome, Outcome::not_done);
}

TEST(Submission, AfterALostAnswerNothingIsCertainEvenIfTheNextAttemptIsRefused) {
    MachineBench bench;
    auto request = request_in(bench.release(submission()));
    bench.fail(request.id, HttpProblem::connection_lost, Effect::possible);
    request = request_in(bench.wake());
    ASSERT_NE(request.id, 0u);
    const auto failed = failure_in(bench.reply(request.id, 400));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::server_refused);
    EXPECT_EQ(failed->outcome, Outcome::unknown);
}

TEST(Submission, ANoToTheFirstAttemptIsNotDone) {
    for (const int status : {400, 401, 403, 404, 413, 422}) {
        MachineBench bench;
        const auto request = request_in(bench.release(submission()));
        const auto failed = failure_in(bench.reply(request.id, status));
        ASSERT_TRUE(failed) << status;
        EXPECT_EQ(failed->outcome, Outcome::not_done) << status;
    }
}

TEST(Submission, AKeyWithAnotherContentIsUnknown) {
    MachineBench bench;
    const auto request = request_in(bench.release(submission()));
    const auto failed = failure_in(bench.reply(request.id, 409));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::conflict);
    EXPECT_EQ(failed->outcome, Outcome::unknown);
}

TEST(Submission, AVoidKeyIsAbsent) {
    MachineBench bench;
    const auto request = request_in(bench.release(submission()));
    EXPECT_TRUE(completes_with<result::Absent>(bench.reply(request.id, 410)));
}

TEST(Submission, AnAnswerThatBreaksTheContractIsAskedForAgainAndThenUnknown) {
    MachineBench bench;
    auto request = request_in(bench.release(submission()));
    EXPECT_TRUE(all<Completed>(bench.reply(request.id, 200, "<html>")).empty());
    request = request_in(bench.wake());
    const auto failed = failure_in(bench.reply(request.id, 200, "{\"decision\": 7}"));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::unknown_reply);
    EXPECT_EQ(failed->fault, Fault::platform_bad_reply);
    EXPECT_EQ(failed->outcome, Outcome::unknown);
}

TEST(Submission, SilenceToTheDeadlineIsUnknownAndALateAnswerIsIgnored) {
    MachineBench bench;
    const auto request = request_in(bench.release(submission(), Milliseconds(3'000)));
    const auto out = bench.wake();
    const auto failed = failure_in(out);
    ASSERT_TRUE(failed);
    EXPECT_EQ(bench.now.since_boot, Milliseconds(4'000));
    EXPECT_EQ(failed->error.code(), Code::timed_out);
    EXPECT_EQ(failed->fault, Fault::platform_slow);
    EXPECT_EQ(failed->outcome, Outcome::unknown);
    ASSERT_EQ(all<output::Abandon>(out).size(), 1u);
    EXPECT_TRUE(all<Completed>(bench.reply(request.id, 200, decision_body())).empty());
}

TEST(Submission, AQuestionThatFailsSaysNothingAboutTheSubmission) {
    for (const auto& what : {What(command::AskDecision{"key-1"}), What(command::SettleSubmission{"key-1"})}) {
        MachineBench bench;
        auto request = request_in(bench.release(what));
        auto failed = failure_in(bench.reply(request.id, 403));
        ASSERT_TRUE(failed);
        EXPECT_EQ(failed->outcome, Outcome::unknown);
        failed = failure_in(bench.release(what, Milliseconds(0), 2));
        ASSERT_TRUE(failed);
        EXPECT_EQ(failed->outcome, Outcome::unknown);
    }
}

TEST(Submission, AKeyThePlatformDoesNotKnowYetIsNotAbsent) {
    MachineBench bench;
    const auto request = request_in(bench.release(command::AskDecision{"key-1"}));
    const auto failed = failure_in(bench.reply(request.id, 404));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::not_found);
    EXPECT_EQ(failed->outcome, Outcome::unknown);
}

TEST(Submission, EveryAttemptCarriesTheSameKeyAndTheSameBytes) {
    MachineBench bench;
    const auto first = request_in(bench.release(submission()));
    EXPECT_EQ(header_in(first, "Idempotency-Key"), "key-1");
    EXPECT_EQ(first.method, Method::post);
    bench.fail(first.id, HttpProblem::connection_lost);
    const auto second = request_in(bench.wake());
    EXPECT_NE(second.id, first.id);
    EXPECT_EQ(header_in(second, "Idempotency-Key"), "key-1");
    EXPECT_EQ(second.body, first.body);
}

TEST(Submission, ASilentAttemptIsRepeatedBeforeTheDeadline) {
    MachineBench bench;
    const auto request = request_in(bench.release(submission(), Milliseconds(45'000)));
    EXPECT_EQ(request.within, Rules{}.submission_attempt);
}

TEST(Submission, ADecisionIsTheResult) {
    for (const int status : {200, 201, 202}) {
        MachineBench bench;
        const auto request = request_in(bench.release(submission()));
        const auto out = bench.reply(request.id, status, decision_body(), "Application/JSON; charset=utf-8");
        ASSERT_TRUE(completes_with<result::Decided>(out)) << status;
        EXPECT_EQ(all<Completed>(out)[0].case_id, "case");
        EXPECT_EQ(bench.machine.open(), 0u);
    }
}

TEST(Submission, SettlingGivesTheDecisionOrAbsent) {
    MachineBench bench;
    auto request = request_in(bench.release(command::SettleSubmission{"key-1"}));
    EXPECT_EQ(request.path, "/v1/submissions/key-1/settle");
    EXPECT_TRUE(completes_with<result::Absent>(
        bench.reply(request.id, 200, wire::encode_settlement(std::nullopt).value())));
    request = request_in(bench.release(command::SettleSubmission{"key-1"}, Milliseconds(9'000), 2));
    EXPECT_TRUE(completes_with<result::Decided>(bench.reply(request.id, 200, decision_body())));
}

}  // namespace
}  // namespace kiosk24::net
