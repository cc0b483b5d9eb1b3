// Filing, asking and settling: counted or not counted is never in doubt.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/hub/client.h"

namespace kiosk24::sandbox_test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class Submission : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(sandbox.start()); }
    Application application_by(const std::string& number, const std::string& key,
                               const std::string& matter_case = "current") {
        return application_of(client.reference_of(number), number, key, matter_case);
    }
    Decision decision_in(const Heard& heard) {
        auto decision = wire::decode_decision(heard.body);
        EXPECT_TRUE(decision) << heard.status << " " << heard.body;
        return decision.value_or(Decision());
    }
    SandboxProcess sandbox;
    Client client{sandbox};
};

TEST_F(Submission, AnInsuredPersonIsApprovedAtOnceWithACaseNumberAndAnOnePageDocument) {
    const Heard heard = client.submit(application_by(kApproved, "key-1"));
    EXPECT_EQ(heard.status, 201);
    const Decision decision = decision_in(heard);
    EXPECT_EQ(decision.verdict, Verdict::approved);
    EXPECT_EQ(decision.case_number.size(), 43u);
    EXPECT_THAT(decision.case_number, StartsWith("11440399MB000000094442000001000"));
    EXPECT_EQ(decision.pages, 1);
    EXPECT_FALSE(decision.document_id.empty());
}

TEST_F(Submission, TheCaseDetailHasTwoPages) {
    EXPECT_EQ(decision_in(client.submit(application_by(kApproved, "key-1", "detail"))).pages, 2);
}

TEST_F(Submission, WhoeverWasNeverInsuredIsRefusedWithTheRuleInBothLanguages) {
    const Decision decision = decision_in(client.submit(application_by(kNeverInsured, "key-1")));
    EXPECT_EQ(decision.verdict, Verdict::refused);
    EXPECT_EQ(decision.reason_code, "no_participation_record");
    EXPECT_THAT(decision.reason.get(Language::zh_hans), HasSubstr("规则"));
    EXPECT_THAT(decision.reason.get(Language::en), HasSubstr("Rule"));
    EXPECT_TRUE(decision.document_id.empty());
}

TEST_F(Submission, ARecordUnderReviewGoesToAPersonWithADeadlineAndAPickUpCode) {
    const Decision decision = decision_in(client.submit(application_by(kUnderReview, "key-1")));
    EXPECT_EQ(decision.verdict, Verdict::human);
    EXPECT_EQ(decision.deadline.size(), 10u);
    EXPECT_EQ(decision.pick_up_code.size(), 6u);
    EXPECT_FALSE(decision.reason.get(Language::en).empty());
}

TEST_F(Submission, AChildIsToldToComeWithAGuardian) {
    EXPECT_EQ(decision_in(client.submit(application_by(kChild, "key-1"))).reason_code, "guardian_must_apply");
}

TEST_F(Submission, ANameThatCannotBePrintedGoesToAPersonInsteadOfAHoleInThePaper) {
    const auto decided = [&](const std::string& name, const std::string& key) {
        return decision_in(client.submit(application_of(client.reference_of(kAnother, name), kAnother, key)));
    };
    const Decision private_use = decided("测\uE81E试", "key-1"),
                   unassigned = decided("王\U000323B0", "key-2");
    EXPECT_EQ(private_use.verdict, Verdict::human);
    EXPECT_EQ(private_use.reason_code, "name_not_printable");
    EXPECT_EQ(unassigned.reason_code, "name_not_printable");
    EXPECT_EQ(decided("𬱖𫖯", "key-3").verdict, Verdict::approved);
}

TEST_F(Submission, TheSameKeyWithTheSameContentHasTheSameAnswerAndCountsOnce) {
    const Application application = application_by(kApproved, "key-1");
    const Heard first = client.submit(application), second = client.submit(application);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(second.status, 200);
    EXPECT_EQ(first.body, second.body);
    EXPECT_THAT(sandbox.control("book"), HasSubstr(R"("key-1":{"filings":1,"posts":2)"));
}

TEST_F(Submission, TheSameKeyWithAnotherContentIsAConflict) {
    client.submit(application_by(kApproved, "key-1"));
    const Heard heard = client.submit(application_by(kApproved, "key-1", "detail"));
    EXPECT_EQ(heard.status, 409);
    EXPECT_EQ(heard.code(), "key_conflict");
    EXPECT_EQ(heard.headers.at("content-type"), "application/problem+json");
}

TEST_F(Submission, WithoutAKeyItIsRefused) {
    const Application application = application_by(kApproved, "key-1");
    const Heard heard = client.post("/v1/submissions", *wire::encode(application));
    EXPECT_EQ(heard.status, 400);
    EXPECT_EQ(heard.code(), "idempotency_key_missing");
}

TEST_F(Submission, AskingByKeyGivesTheDecisionAgainAndNotFoundForAKeyNeverHeardOf) {
    const Heard filed = client.submit(application_by(kApproved, "key-1"));
    const Heard asked = client.get("/v1/submissions/key-1");
    EXPECT_EQ(asked.status, 200);
    EXPECT_EQ(asked.body, filed.body);
    const Heard unknown = client.get("/v1/submissions/key-2");
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(unknown.code(), "unknown_key");
}

TEST_F(Submission, SettlingWhatArrivedGivesItsDecision) {
    const Heard filed = client.submit(application_by(kApproved, "key-1"));
    const Heard settled = client.settle("key-1");
    EXPECT_EQ(settled.status, 200);
    EXPECT_EQ(settled.body, filed.body);
}

TEST_F(Submission, SettlingWhatNeverArrivedMakesTheKeyVoidForEver) {
    const auto settlement = wire::decode_settlement(client.settle("key-1").body);
    ASSERT_TRUE(settlement);
    EXPECT_FALSE(settlement->has_value());
    const Heard late = client.submit(application_by(kApproved, "key-1"));
    EXPECT_EQ(late.status, 410);
    EXPECT_EQ(late.code(), "key_void");
    EXPECT_EQ(client.get("/v1/submissions/key-1").status, 410);
    EXPECT_EQ(client.settle("key-1").body, R"({"absent":true})");
    EXPECT_THAT(sandbox.control("book"), HasSubstr(R"("submissions":{})"));
}

TEST_F(Submission, ALostReplyWasFiledAllTheSameAndIsFiledOnlyOnce) {
    const Application application = application_by(kApproved, "key-1");
    ASSERT_EQ(sandbox.control("drop-reply submit 1"), "ok");
    EXPECT_NE(client.submit(application).curl_code, 0);
    const Heard settled = client.settle("key-1");
    EXPECT_EQ(decision_in(settled).verdict, Verdict::approved);
    EXPECT_EQ(client.submit(application).body, settled.body);
    EXPECT_THAT(sandbox.control("book"), HasSubstr(R"("filings":1,"posts":2)"));
}

TEST_F(Submission, ALostRequestWasNotFiled) {
    const Application application = application_by(kApproved, "key-1");
    ASSERT_EQ(sandbox.control("drop-request submit 1"), "ok");
    EXPECT_NE(client.submit(application).curl_code, 0);
    EXPECT_EQ(client.settle("key-1").body, R"({"absent":true})");
}

TEST_F(Submission, APendingOneIsDecidedLaterAndSaysSoUntilThen) {
    ASSERT_EQ(sandbox.control("pending 600000"), "ok");
    const Heard filed = client.submit(application_by(kApproved, "key-1"));
    EXPECT_EQ(filed.status, 202);
    EXPECT_EQ(decision_in(filed).verdict, Verdict::pending);
    EXPECT_EQ(client.get("/v1/submissions/key-1").status, 202);
    EXPECT_EQ(decision_in(client.settle("key-1")).verdict, Verdict::pending);
    ASSERT_EQ(sandbox.control("pending 1"), "ok");
    client.submit(application_by(kApproved, "key-2"));
    while (client.get("/v1/submissions/key-2").status == 202) {
    }
    EXPECT_EQ(client.get("/v1/submissions/key-2").status, 200);
}

TEST_F(Submission, WhatDoesNotHoldTogetherIsRefusedAndNotFiled) {
    const auto code_after = [&](auto change) {
        Application application = application_by(kApproved, "key-1");
        change(application);
        const Heard heard = client.submit(application);
        EXPECT_EQ(heard.status, 422);
        return heard.code();
    };
    EXPECT_EQ(code_after([](Application& a) { a.matter_id = "SI99"; }), "unknown_matter");
    EXPECT_EQ(code_after([](Application& a) { a.matter_version = 99; }), "matter_changed");
    EXPECT_EQ(code_after([](Application& a) { a.matter_case = "other"; }), "unknown_case");
    EXPECT_EQ(code_after([](Application& a) { a.consent.version = "2020-01"; }), "consent_outdated");
    EXPECT_EQ(code_after([](Application& a) { a.form.clear(); }), "form_incomplete");
    EXPECT_EQ(code_after([](Application& a) { a.form[3].value = PersonalText(kAnother); }), "form_differs");
    EXPECT_EQ(code_after([](Application& a) { a.person_reference = PersonalText("nobody"); }),
              "unknown_person");
    EXPECT_THAT(sandbox.control("book"), HasSubstr(R"("submissions":{})"));
}

TEST_F(Submission, EverythingAnsweredIsThereAfterAKill) {
    const Heard filed = client.submit(application_by(kApproved, "key-1"));
    client.settle("key-2");
    const std::string document = decision_in(filed).document_id;
    const std::string pdf = client.get("/v1/documents/" + document).body;
    const std::string book = sandbox.control("book");
    sandbox.kill_hard();
    ASSERT_TRUE(sandbox.start());
    EXPECT_EQ(sandbox.control("book"), book);
    EXPECT_EQ(client.get("/v1/submissions/key-1").body, filed.body);
    EXPECT_EQ(client.get("/v1/submissions/key-2").status, 410);
    EXPECT_EQ(client.get("/v1/documents/" + document).body, pdf);
    const Decision next = decision_in(client.submit(application_by(kApproved, "key-3")));
    EXPECT_NE(next.case_number, decision_in(filed).case_number);
}

}  // namespace
}  // namespace kiosk24::sandbox_test
