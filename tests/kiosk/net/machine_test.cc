#include "kiosk/net/machine.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/kiosk/net/machine_bench.h"

namespace kiosk24::net {
namespace {

// ---- commands that cannot be carried out

TEST(Machine, ACommandOfAnotherRoomIsRefused) {
    MachineBench bench;
    const auto failed = failure_in(bench.release(command::ReadCard{"reader"}));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::bad_argument);
}

TEST(Machine, AKeyOrIdThatCannotStandInAPathIsRefused) {
    for (const auto& what :
         {What(command::AskDecision{"../health"}), What(command::AskDecision{""}),
          What(command::SettleSubmission{"a b"}), What(command::FetchDocument{"a\r\nb", 1}),
          What(command::FetchDocument{"文件", 1})}) {
        MachineBench bench;
        const auto out = bench.release(what);
        ASSERT_TRUE(failure_in(out)) << name_of(what);
        EXPECT_EQ(failure_in(out)->error.code(), Code::bad_argument);
        EXPECT_TRUE(all<HttpRequest>(out).empty());
    }
}

TEST(Machine, AFormOverTheLimitIsRefused) {
    MachineBench bench;
    auto application = submission();
    application.application.form.push_back(
        {"essay", PersonalText(std::string(300'000, 'x')), Source::citizen, ""});
    const auto failed = failure_in(bench.release(application));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::too_large);
    EXPECT_EQ(failed->outcome, Outcome::not_done);
}

TEST(Machine, ACommandWithoutTimeEndsAtOnce) {
    MachineBench bench;
    EXPECT_EQ(failure_in(bench.release(identity(), Milliseconds(0)))->error.code(), Code::timed_out);
}

TEST(Machine, TooManyOpenCommandsAreRefused) {
    Rules rules;
    rules.most_open = 2;
    MachineBench bench(rules);
    bench.release(identity(), Milliseconds(100), 1);
    bench.release(identity(), Milliseconds(100), 2);
    EXPECT_EQ(failure_in(bench.release(identity(), Milliseconds(100), 3))->error.code(), Code::server_busy);
}

TEST(Machine, ACommandReleasedTwiceIsCarriedOutOnce) {
    MachineBench bench;
    bench.release(identity());
    const auto again = bench.release(identity());
    EXPECT_TRUE(all<HttpRequest>(again).empty());
    EXPECT_TRUE(all<Completed>(again).empty());
}

TEST(Machine, AnswersNobodyWaitsForAreIgnored) {
    MachineBench bench;
    EXPECT_TRUE(all<Completed>(bench.reply(0, 200)).empty());
    EXPECT_TRUE(all<Completed>(bench.reply(99, 200)).empty());
    EXPECT_TRUE(all<Completed>(bench.fail(99, HttpProblem::timed_out)).empty());
}

// ---- answers that break the contract

class BadReply : public testing::TestWithParam<std::tuple<int, std::string, std::string>> {};

TEST_P(BadReply, IsAskedForOnceMoreAndThenFailsAsABadReply) {
    const auto& [status, type, body] = GetParam();
    MachineBench bench;
    auto request = request_in(bench.release(identity()));
    EXPECT_TRUE(all<Completed>(bench.reply(request.id, status, body, type)).empty());
    request = request_in(bench.wake());
    const auto failed = failure_in(bench.reply(request.id, status, body, type));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::unknown_reply);
    EXPECT_EQ(failed->fault, Fault::platform_bad_reply);
    EXPECT_EQ(failed->outcome, Outcome::not_done);
}

INSTANTIATE_TEST_SUITE_P(
    , BadReply,
    testing::Values(std::tuple(200, "application/json", ""), std::tuple(200, "application/json", "{"),
                    std::tuple(200, "application/json", "[]"), std::tuple(200, "application/json", "{}"),
                    std::tuple(200, "application/json", "{\"reference\": 7, \"display_name\": \"x\"}"),
                    std::tuple(200, "application/json", "{\"reference\": \"\xff\", \"display_name\": \"x\"}"),
                    std::tuple(200, "text/html", "{\"reference\": \"r\", \"display_name\": \"x\"}"),
                    std::tuple(200, "", "{\"reference\": \"r\", \"display_name\": \"x\"}"),
                    std::tuple(204, "", ""), std::tuple(302, "application/json", "{}"),
                    std::tuple(304, "", ""), std::tuple(700, "", ""), std::tuple(0, "", "")));

TEST(Machine, ADocumentThatIsNoPdfIsABadReply) {
    for (const auto& [type, body] :
         {std::pair("application/pdf", "<html>"), std::pair("application/json", "%PDF-1.5")}) {
        MachineBench bench;
        auto request = request_in(bench.release(command::FetchDocument{"doc-1", 1}));
        EXPECT_EQ(request.largest_reply_bytes, wire::kLargestDocument_bytes);
        bench.reply(request.id, 200, body, type);
        request = request_in(bench.wake());
        EXPECT_EQ(failure_in(bench.reply(request.id, 200, body, type))->fault, Fault::platform_bad_reply);
    }
}

TEST(Machine, ATooLargeAnswerFailsAtOnce) {
    MachineBench bench;
    const auto request = request_in(bench.release(identity()));
    EXPECT_EQ(request.largest_reply_bytes, wire::kLargestReply_bytes);
    const auto failed = failure_in(bench.fail(request.id, HttpProblem::too_large));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::too_large);
    EXPECT_EQ(failed->fault, Fault::platform_bad_reply);
}

TEST(Machine, AnUnchangedCatalogueNobodyHadIsABadReply) {
    MachineBench bench;
    const auto request = request_in(bench.release(command::FetchCatalogue{}));
    EXPECT_EQ(header_in(request, "If-None-Match"), "");
    EXPECT_TRUE(all<Completed>(bench.reply(request.id, 304)).empty());
}

TEST(Machine, AnEtagThatWouldEndTheHeaderIsNotSent) {
    MachineBench bench;
    const auto request = request_in(bench.release(command::FetchCatalogue{"\"v\"\r\nX: y"}));
    EXPECT_EQ(header_in(request, "If-None-Match"), "");
}

// ---- failures

TEST(Machine, ACertificateThatIsRefusedIsNotTriedAgain) {
    MachineBench bench;
    auto request = request_in(bench.release(identity()));
    auto failed = failure_in(bench.fail(request.id, HttpProblem::certificate_refused, Effect::none));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::certificate_refused);
    EXPECT_EQ(failed->fault, Fault::platform_certificate);
    request = request_in(bench.release(identity()));
    failed = failure_in(bench.fail(request.id, HttpProblem::certificate_expired, Effect::none));
    EXPECT_EQ(failed->error.code(), Code::certificate_expired);
}

TEST(Machine, TheProblemsOwnWordIsInTheErrorAndNothingElseOfIt) {
    MachineBench bench;
    const auto request = request_in(bench.release(identity()));
    wire::Problem problem;
    problem.status = 403;
    problem.code = "unknown_person";
    problem.detail = "11010519491231002X";
    const auto failed =
        failure_in(bench.reply(request.id, 403, wire::encode(problem).value(), "application/problem+json"));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.text(), "server_refused: status 403 unknown_person");
}

TEST(Machine, RetryAfterIsObeyed) {
    for (const int status : {429, 503}) {
        MachineBench bench;
        const auto request = request_in(bench.release(identity()));
        EXPECT_TRUE(all<Completed>(bench.reply(request.id, status, "", "", "4")).empty());
        EXPECT_EQ(bench.machine.next_wake(), bench.now + Milliseconds(4'000)) << status;
        EXPECT_NE(request_in(bench.wake()).id, 0u);
    }
}

TEST(Machine, ARetryAfterBeyondTheDeadlineEndsTheCommandAtOnce) {
    MachineBench bench;
    const auto request = request_in(bench.release(identity()));
    const auto failed = failure_in(bench.reply(request.id, 503, "", "", "3600"));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::server_busy);
    EXPECT_EQ(failed->fault, Fault::platform_slow);
}

TEST(Machine, AFailingPlatformIsAskedAgainUntilTheDeadline) {
    MachineBench bench;
    auto out = bench.release(identity(), Milliseconds(20'000));
    int attempts = 0;
    while (all<Completed>(out).empty()) {
        const auto request = request_in(out);
        if (request.id != 0) ++attempts;
        out = request.id != 0 ? bench.reply(request.id, 500) : bench.wake();
    }
    EXPECT_GE(attempts, 4);
    EXPECT_LE(attempts, 12);
    EXPECT_EQ(failure_in(out)->error.code(), Code::server_failed);
    EXPECT_EQ(failure_in(out)->fault, Fault::platform_failed);
}

TEST(Machine, ACommandThatComesBehindItsCancelIsNotAsked) {
    MachineBench bench;
    bench.release(command::Cancel{1}, Milliseconds(0), 7);
    const auto out = bench.release(command::FetchGuides{}, Milliseconds(9'000), 1);
    EXPECT_TRUE(all<HttpRequest>(out).empty());
    EXPECT_EQ(failure_in(out)->error.code(), Code::cancelled);
}

TEST(Machine, CancelEndsACommandThatIsOnItsWayOrWaits) {
    MachineBench bench;
    bench.release(submission(), Milliseconds(9'000), 1);
    auto out = bench.put(
        input::Release{{.id = 0, .case_id = "", .within = {}, .record = {}, .what = command::Cancel{1}}});
    EXPECT_EQ(all<output::Abandon>(out).size(), 1u);
    EXPECT_EQ(failure_in(out)->error.code(), Code::cancelled);
    EXPECT_EQ(failure_in(out)->outcome, Outcome::unknown);
    const auto request = request_in(bench.release(submission(), Milliseconds(9'000), 2));
    bench.fail(request.id, HttpProblem::cannot_connect, Effect::none);
    out = bench.release(command::Cancel{2}, Milliseconds(0), 3);
    EXPECT_EQ(all<output::Abandon>(out).size(), 0u);
    EXPECT_EQ(failure_in(out)->outcome, Outcome::not_done);
    EXPECT_TRUE(all<Completed>(bench.release(command::Cancel{2}, Milliseconds(0), 4)).empty());
}

TEST(Machine, StopCompletesWhatIsOpen) {
    MachineBench bench;
    bench.release(identity(), Milliseconds(9'000), 1);
    bench.release(submission(), Milliseconds(9'000), 2);
    EXPECT_EQ(all<Completed>(bench.put(input::Stop{})).size(), 2u);
    EXPECT_EQ(bench.machine.open(), 0u);
}

// ---- what goes well

TEST(Machine, EachReadGivesItsResult) {
    MachineBench bench;
    auto request = request_in(bench.release(identity()));
    EXPECT_EQ(request.path, "/v1/identity");
    EXPECT_TRUE(completes_with<result::IdentityConfirmed>(bench.reply(request.id, 200, person_body())));
    request = request_in(bench.release(command::FetchPrefill{"SI01", "self", PersonalText("person-1")}));
    EXPECT_TRUE(
        completes_with<result::Prefilled>(bench.reply(request.id, 200, wire::encode(Prefill{}).value())));
    request = request_in(bench.release(command::FetchDocument{"doc-1", 1}));
    EXPECT_EQ(request.path, "/v1/documents/doc-1");
    const auto out = bench.reply(request.id, 200, "%PDF-1.5 …", "application/pdf");
    ASSERT_TRUE(completes_with<result::DocumentFetched>(out));
    EXPECT_EQ(std::get<result::DocumentFetched>(all<Completed>(out)[0].result).sha256.size(), 64u);
}

TEST(Machine, GuidesAndCasesAreAskedForAndRead) {
    MachineBench bench;
    auto request = request_in(bench.release(command::FetchGuides{}));
    EXPECT_EQ(request.path, "/v1/guides");
    EXPECT_TRUE(completes_with<result::GuidesFetched>(
        bench.reply(request.id, 200, wire::encode(std::vector<GuideSummary>{}).value())));
    request = request_in(bench.release(command::FetchGuide{"SI01"}));
    EXPECT_EQ(request.path, "/v1/guides/SI01");
    bench.reply(request.id, 404, "", "");
    request = request_in(bench.release(command::AskCases{{{}, "202605200001", PersonalText("482913")}}));
    EXPECT_EQ(request.path, "/v1/case-queries");
    EXPECT_TRUE(completes_with<result::CasesTold>(
        bench.reply(request.id, 200, wire::encode(std::vector<CaseSummary>{}).value())));
}

TEST(Machine, DraftsAreFoundByThePersonAndKeptAndDeletedByTheirKey) {
    MachineBench bench;
    auto request = request_in(bench.release(command::FindDraft{PersonalText("p-1")}));
    EXPECT_EQ(request.method, Method::post);
    EXPECT_EQ(request.path, "/v1/draft-queries");
    EXPECT_TRUE(completes_with<result::DraftFound>(bench.reply(request.id, 200, "{}")));
    Draft draft;
    draft.key = "d1";
    draft.matter_id = "CV01";
    draft.person_reference = PersonalText("p-1");
    request = request_in(bench.release(command::PutDraft{draft}));
    EXPECT_EQ(request.method, Method::put);
    EXPECT_EQ(request.path, "/v1/drafts/d1");
    EXPECT_EQ(request.body.reveal(), wire::encode(draft).value());
    EXPECT_TRUE(completes_with<result::Done>(bench.reply(request.id, 204, "", "")));
    request = request_in(bench.release(command::DeleteDraft{{.key = "d1.erase", .draft = "d1"}}));
    EXPECT_EQ(request.method, Method::remove);
    EXPECT_EQ(request.path, "/v1/drafts/d1");
    EXPECT_TRUE(request.body.reveal().empty());
    EXPECT_TRUE(completes_with<result::Done>(bench.reply(request.id, 204, "", "")));
}

TEST(Machine, AGuessedCodeIsRefusedAtOnceAndNotTriedAgain) {
    MachineBench bench;
    const auto request =
        request_in(bench.release(command::AskCases{{{}, "202605200001", PersonalText("000000")}}));
    const auto failed = failure_in(bench.reply(request.id, 403, "", ""));
    ASSERT_TRUE(failed);
    EXPECT_EQ(failed->error.code(), Code::server_refused);
}

TEST(Machine, ACallBackIsDoneWithItsKey) {
    MachineBench bench;
    const auto request =
        request_in(bench.release(command::RequestCallBack{{"call-1", PersonalText("13800000000"), "help"}}));
    EXPECT_EQ(header_in(request, "Idempotency-Key"), "call-1");
    EXPECT_TRUE(completes_with<result::Done>(bench.reply(request.id, 204, "", "")));
}

TEST(Machine, ANewCatalogueGoesToTheWorkshopUnread) {
    MachineBench bench;
    const auto request = request_in(bench.release(command::FetchCatalogue{"\"v6\""}));
    EXPECT_EQ(header_in(request, "If-None-Match"), "\"v6\"");
    const auto out = bench.reply(request.id, 200, "anything");
    const auto arrived = all<CatalogueArrived>(out);
    ASSERT_EQ(arrived.size(), 1u);
    EXPECT_EQ(arrived[0].id, 1u);
    EXPECT_EQ(arrived[0].etag, "\"v7\"");
    EXPECT_EQ(as_text(arrived[0].bytes), "anything");
    EXPECT_TRUE(all<Completed>(out).empty());
    EXPECT_EQ(bench.machine.open(), 0u);
}

TEST(Machine, AnUnchangedCatalogueIsANullOne) {
    MachineBench bench;
    const auto request = request_in(bench.release(command::FetchCatalogue{"\"v7\""}));
    const auto out = bench.reply(request.id, 304, "", "");
    ASSERT_TRUE(completes_with<result::CatalogueFetched>(out));
    EXPECT_EQ(std::get<result::CatalogueFetched>(all<Completed>(out)[0].result).catalogue, nullptr);
}

// ---- every command, whatever the platform does

What any_command(std::mt19937& chance, CommandId id) {
    switch (chance() % 6) {
        case 0:
            return submission();
        case 1:
            return identity();
        case 2:
            return command::AskDecision{"key-" + std::to_string(id)};
        case 3:
            return command::FetchDocument{"doc-1", 1};
        case 4:
            return command::FetchCatalogue{};
        default:
            return command::RequestCallBack{{"call-1", PersonalText(""), "help"}};
    }
}

Input any_outcome(std::mt19937& chance, RequestId id) {
    constexpr int kStatuses[] = {200, 201, 204, 304, 400, 404, 409, 410, 429, 500, 503, 302};
    if (chance() % 3 == 0)
        return HttpFailure{id, static_cast<HttpProblem>(chance() % 7), static_cast<Effect>(chance() % 2), ""};
    const std::string body = chance() % 2 == 0 ? decision_body() : "{";
    const auto bytes = as_bytes(body);
    return HttpReply{id,
                     kStatuses[chance() % std::size(kStatuses)],
                     "application/json",
                     "",
                     chance() % 4 == 0 ? "2" : "",
                     Personal<Bytes>(Bytes(bytes.begin(), bytes.end()))};
}

TEST(Machine, EveryCommandEndsExactlyOnceByItsDeadlineWhateverThePlatformDoes) {
    constexpr CommandId kCommands = 5'000;
    std::mt19937 chance(24);
    MachineBench bench;
    std::map<CommandId, Moment> due;
    std::map<CommandId, int> ends;
    std::vector<RequestId> on_the_way;
    const auto take = [&](const Outputs& outputs) {
        for (const auto& each : all<HttpRequest>(outputs))
            on_the_way.push_back(each.id);
        for (const auto& each : all<CatalogueArrived>(outputs))
            ++ends[each.id];
        for (const auto& each : all<Completed>(outputs)) {
            ++ends[each.id];
            EXPECT_LE(bench.now, due[each.id]) << each.id;
        }
    };
    take(bench.put(input::Begin{}));
    for (CommandId id = 1; id <= kCommands || bench.machine.open() > 0;) {
        const auto dice = chance() % 10;
        if (dice < 3 && id <= kCommands) {
            const Milliseconds within(1 + chance() % 30'000);
            due[id] = bench.now + within;
            take(bench.release(any_command(chance, id), within, id));
            ++id;
        } else if (dice < 6 && !on_the_way.empty()) {
            const auto at = on_the_way.begin() + static_cast<long>(chance() % on_the_way.size());
            const auto request = *at;
            on_the_way.erase(at);
            take(bench.put(any_outcome(chance, request)));
        } else if (dice == 6) {
            take(bench.release(command::Cancel{1 + chance() % id}, Milliseconds(0), kCommands + 1));
        } else {
            take(bench.wake());
        }
    }
    EXPECT_EQ(ends.size(), kCommands);
    for (const auto& [id, count] : ends)
        EXPECT_EQ(count, 1) << id;
}

}  // namespace
}  // namespace kiosk24::net
