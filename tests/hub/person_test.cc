// Identity, prefill, licences, case queries, ratings, call-backs, and what the server makes of bad requests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hub/sandbox/insurance.h"
#include "hub/sandbox/rules.h"
#include "tests/hub/client.h"

namespace kiosk24::sandbox_test {
namespace {

using testing::HasSubstr;

class Platform : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(sandbox.start()); }
    Heard identity(const IdentityCard& card) {
        return client.post("/v1/identity", *wire::encode_identity_request(card));
    }
    SandboxProcess sandbox;
    Client client{sandbox};
};

TEST_F(Platform, TheSamePersonKeepsTheirReferenceAndAnotherHasAnother) {
    const auto first = client.reference_of(kApproved);
    EXPECT_FALSE(first.reveal().empty());
    EXPECT_EQ(client.reference_of(kApproved), first);
    EXPECT_FALSE(client.reference_of(kAnother) == first);
    EXPECT_THAT(sandbox.control("book"), HasSubstr(R"("number":"11010519491231002X","name":"李测试")"));
}

TEST_F(Platform, ANumberWithAWrongCheckCharacterIsNotConfirmedAndNotRepeatedInTheAnswer) {
    const Heard heard = identity(card_of("110105194912310021"));
    EXPECT_EQ(heard.status, 422);
    EXPECT_EQ(heard.code(), "identity_not_confirmed");
    EXPECT_EQ(heard.body.find("110105"), std::string::npos);
}

TEST_F(Platform, ACardPastItsDatesIsNotConfirmed) {
    IdentityCard card = card_of(kApproved);
    card.valid_to = Personal<Date>({2024, 12, 31});
    EXPECT_EQ(identity(card).code(), "card_expired");
}

TEST_F(Platform, PrefillComesFromTheRegisterAndTheNeverInsuredHaveNone) {
    const auto prefill = [&](const std::string& number) {
        const wire::PrefillRequest asked{"SI01", "current", client.reference_of(number)};
        return wire::decode_prefill(client.post("/v1/prefill", *wire::encode(asked)).body);
    };
    const auto insured = prefill(kApproved);
    ASSERT_TRUE(insured);
    std::vector<std::string> keys;
    for (const FormValue& value : insured->values)
        keys.push_back(value.field);
    EXPECT_THAT(keys, testing::ElementsAre("insured_since", "employer", "kinds", "months_paid"));
    EXPECT_TRUE(prefill(kNeverInsured)->values.empty());
    const wire::PrefillRequest of_nobody{"SI01", "current", PersonalText("nobody")};
    EXPECT_EQ(client.post("/v1/prefill", *wire::encode(of_nobody)).code(), "unknown_person");
}

TEST_F(Platform, LicencesCanBeAskedForByKind) {
    wire::LicenceQuery query{client.reference_of(kApproved), "SI01", ""};
    EXPECT_EQ(wire::decode_licences(client.post("/v1/licences", *wire::encode(query)).body)->size(), 2u);
    query.type = "social_security_card";
    EXPECT_EQ(wire::decode_licences(client.post("/v1/licences", *wire::encode(query)).body)->size(), 1u);
}

TEST_F(Platform, CasesAreFoundByPersonAtAnyTerminalAndByNumberOnlyWithThePickUpCode) {
    const auto reference = client.reference_of(kUnderReview);
    const Heard filed = client.submit(application_of(reference, kUnderReview, "key-1"));
    const Decision decision = *wire::decode_decision(filed.body);
    const auto cases = [&](const wire::CaseQuery& query) {
        return *wire::decode_cases(client.post("/v1/case-queries", *wire::encode(query)).body);
    };
    const auto by_person = cases({reference, "", {}});
    ASSERT_EQ(by_person.size(), 1u);
    EXPECT_EQ(by_person[0].verdict, Verdict::human);
    EXPECT_EQ(by_person[0].case_number, decision.case_number);
    EXPECT_FALSE(by_person[0].reason.in.empty());
    const auto by_number = cases({PersonalText(), decision.case_number, PersonalText(decision.pick_up_code)});
    ASSERT_EQ(by_number.size(), 1u);
    EXPECT_EQ(by_number[0].verdict, Verdict::human);
    EXPECT_EQ(by_number[0].deadline, by_person[0].deadline);
    EXPECT_TRUE(by_number[0].reason.in.empty()) << "what is said of a person is said to the person";
    EXPECT_TRUE(by_number[0].pick_up_code.empty());
    const std::string tail = decision.case_number.substr(decision.case_number.size() - 12);
    EXPECT_EQ(cases({PersonalText(), tail, PersonalText(decision.pick_up_code)}).size(), 1u);
    EXPECT_EQ(cases({PersonalText(), tail, PersonalText(kUnderReview.substr(14))}).size(), 1u)
        << "the last four of the identity number stand for the person too";
    EXPECT_EQ(cases({PersonalText(), decision.case_number, PersonalText("000000")}).size(), 0u);
}

TEST_F(Platform, WhoGuessesCodesIsStoppedAndTheNumbersOwnerIsNot) {
    const auto reference = client.reference_of(kUnderReview);
    const Decision decision =
        *wire::decode_decision(client.submit(application_of(reference, kUnderReview, "key-1")).body);
    const auto ask = [&](const std::string& code) {
        return client.post(
            "/v1/case-queries",
            *wire::encode(wire::CaseQuery{PersonalText(), decision.case_number, PersonalText(code)}));
    };
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(ask("00000" + std::to_string(i)).status, 200);
    EXPECT_EQ(ask("000009").code(), "too_many_wrong_codes");
    EXPECT_EQ(ask(decision.pick_up_code).status, 403) << "not even the right one, today";
    const Heard own = client.post("/v1/case-queries", *wire::encode(wire::CaseQuery{reference, "", {}}));
    EXPECT_EQ(wire::decode_cases(own.body)->size(), 1u);
}

TEST_F(Platform, ACaseIsRatedOnce) {
    const auto reference = client.reference_of(kApproved);
    const Heard filed = client.submit(application_of(reference, kApproved, "key-1"));
    const wire::Rating rating{wire::decode_decision(filed.body)->case_number, 5, PersonalText(), {}};
    const auto rate = [&](const wire::Rating& given, const std::string& key) {
        return client.post("/v1/ratings", *wire::encode(given),
                           {"Content-Type: application/json", "Idempotency-Key: " + key});
    };
    const Heard first = rate(rating, "rate-1");
    EXPECT_EQ(first.status, 204);
    EXPECT_TRUE(first.body.empty());
    EXPECT_EQ(rate(rating, "rate-1").status, 204)
        << "an answer was lost on the way, and the same is sent once more";
    EXPECT_EQ(rate(rating, "rate-2").code(), "already_rated");
    EXPECT_EQ(client.post("/v1/ratings", *wire::encode(rating)).code(), "idempotency_key_missing");
    const wire::Rating of_nothing{std::string(43, '1'), 5, PersonalText(), {}};
    EXPECT_EQ(rate(of_nothing, "rate-3").code(), "unknown_case");
}

TEST_F(Platform, ACallBackIsKeptOnceHoweverOftenItComes) {
    const auto call = [&](const std::string& telephone) {
        const CallBackRequest request{"call-1", PersonalText(telephone), "printing SI01"};
        return client.post("/v1/call-backs", *wire::encode(request),
                           {"Content-Type: application/json", "Idempotency-Key: call-1"});
    };
    EXPECT_EQ(call("13800000000").status, 204);
    EXPECT_EQ(call("13800000000").status, 204);
    EXPECT_EQ(call("13900000000").code(), "key_conflict");
    EXPECT_THAT(sandbox.control("book"), HasSubstr(R"("call-1":{"telephone":"13800000000")"));
    EXPECT_THAT(sandbox.control("book"), HasSubstr(R"("terminal":"LG-0001","posts":2)"));
}

TEST_F(Platform, BadRequestsAreProblemDetailsAndNothingBreaks) {
    EXPECT_EQ(client.post("/v1/identity", "{\"kind\":").status, 400);
    EXPECT_EQ(client.post("/v1/identity", "{\"name\":\"\xff\"}").status, 400);
    EXPECT_EQ(client.post("/v1/identity", "{}", {"Content-Type: text/plain"}).code(),
              "unsupported_media_type");
    EXPECT_EQ(client.post("/v1/identity", std::string(200 << 10, ' ')).status, 413);
    EXPECT_EQ(client.get("/v1/health", {"X-Long: " + std::string(20 << 10, 'x')}).status, 431);
    EXPECT_EQ(client.get("/v2/health").code(), "not_found");
    EXPECT_EQ(client.get("/v1/documents/../book").status, 404);
    const Heard wrong_method = client.get("/v1/identity");
    EXPECT_EQ(wrong_method.status, 405);
    EXPECT_EQ(wrong_method.headers.at("allow"), "POST");
    EXPECT_THAT(client.get("/v1/health").body,
                HasSubstr(R"({"status":"ok","terminal":"LG-0001","catalogue_version":)"));
}

TEST(Register, TellsTheSameStoryOfANumberEveryTime) {
    const auto person = *sandbox::person_on(card_of(kAnother));
    const auto one = sandbox::record_of(person, {2026, 11, 22}),
               two = sandbox::record_of(person, {2026, 11, 22});
    EXPECT_TRUE(one.is_insured);
    EXPECT_EQ(one.since, two.since);
    EXPECT_EQ(one.months_paid, two.months_paid);
    EXPECT_EQ(one.last_months.size(), 24u);
    EXPECT_EQ(one.last_months.back().month, (sandbox::Month{2026 * 12 + 9})) << "the last closed month";
}

TEST(Register, GoesOnWithTheMonths) {
    const auto person = *sandbox::person_on(card_of(kAnother));
    EXPECT_EQ(sandbox::record_of(person, {2026, 12, 1}).months_paid,
              sandbox::record_of(person, {2026, 11, 30}).months_paid + 1);
}

TEST(Deadline, CountsWorkingDaysOnly) {
    EXPECT_EQ(sandbox::working_days_after({2026, 11, 20}, 5), (Date{2026, 11, 27})) << "from a Friday";
    EXPECT_EQ(sandbox::working_days_after({2026, 12, 31}, 1), (Date{2027, 1, 1}));
}

TEST(Number, IsMaskedButForAreaAndSequence) {
    EXPECT_EQ(sandbox::masked(kApproved), "110105********002X");
    EXPECT_EQ(sandbox::masked("CAN110075030801"), "CAN1100******01");
}

}  // namespace
}  // namespace kiosk24::sandbox_test
