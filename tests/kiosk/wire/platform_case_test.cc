#include <gtest/gtest.h>

#include "kiosk/wire/platform_message.h"
#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

TEST(PlatformSubmission, SurvivesTheWireWithItsKeyInTheHeader) {
    const auto application = sample_application();
    const auto bytes = encode(application);
    ASSERT_TRUE(bytes.has_value());
    EXPECT_EQ(bytes->find(application.key), std::string::npos);
    const auto read = decode_application(*bytes, application.key);
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*read, application);
}

TEST(PlatformSubmission, AKeyThatIsNoIdentifierIsRefused) {
    const auto bytes = *encode(sample_application());
    for (const auto& key : {std::string(), std::string("a b"), std::string("a/b"), std::string("a%2fb"),
                            std::string(".."), std::string(129, 'a'), std::string("a\nb")})
        EXPECT_EQ(error_text(decode_application(bytes, key)),
                  "bad_input: Idempotency-Key: not an identifier");
}

TEST(PlatformSubmission, EveryFaultIsNamedByItsPath) {
    const auto bytes = *encode(sample_application());
    const auto with = [&](auto from, auto to) {
        return error_text(decode_application(replaced(bytes, from, to), "key"));
    };
    EXPECT_EQ(with("\"0123456789abcdef0123456789abcdef\"", "\"0123\""),
              "bad_input: case_id: not the hex digits expected");
    EXPECT_EQ(with("\"SI01\"", "\"\""), "bad_input: matter_id: empty");
    EXPECT_EQ(with("\"matter_version\":3", "\"matter_version\":-1"),
              "bad_input: matter_version: out of range");
    EXPECT_EQ(with("\"en\"", "\"tlh\""), "bad_input: language: unknown word");
    EXPECT_EQ(with(std::string(64, 'a'), std::string(64, 'g')),
              "bad_input: consent.text_sha256: not the hex digits expected");
    EXPECT_EQ(with("1735689600123", "-5"), "bad_input: consent.at_ms: out of range");
    EXPECT_EQ(with("\"p-7Fz_2\"", "{}"), "bad_input: person_reference: not a text");
}

TEST(PlatformDecision, EveryVerdictSurvivesTheWire) {
    Decision human;
    human.verdict = Verdict::human;
    human.case_number = "1";
    human.reason = {{{Language::zh_hans, "需人工审核"}}};
    Decision refused;
    refused.verdict = Verdict::refused;
    refused.reason = {{{Language::zh_hans, "未参保"}, {Language::en, "Not insured"}}};
    Decision pending;
    pending.verdict = Verdict::pending;
    for (const auto& decision : {sample_approval(), human, refused, pending}) {
        const auto bytes = encode(decision);
        ASSERT_TRUE(bytes.has_value());
        const auto read = decode_decision(*bytes);
        ASSERT_TRUE(read.has_value()) << error_text(read);
        EXPECT_EQ(*read, decision);
        EXPECT_EQ(*decode_settlement(*bytes), Settlement(decision));
    }
    EXPECT_EQ(*encode(pending), R"({"decision":"pending"})");
}

TEST(PlatformDecision, ADecisionThatGivesNoNextStepIsRefused) {
    const auto refusal = [](auto text) { return error_text(decode_decision(text)); };
    EXPECT_EQ(refusal(R"({"decision":"approved"})"), "bad_input: case_number: missing");
    EXPECT_EQ(refusal(R"({"decision":"approved","case_number":""})"), "bad_input: case_number: empty");
    EXPECT_EQ(refusal(R"({"decision":"human","case_number":"1"})"), "bad_input: reason: missing");
    EXPECT_EQ(refusal(R"({"decision":"refused","reason":{"en":"No"}})"),
              "bad_input: reason: no words in Chinese");
    EXPECT_EQ(refusal(R"({"decision":"pending","document":{"id":"d","pages":1}})"),
              "bad_input: document: only an approval has one");
}

TEST(PlatformDecision, EveryFaultIsNamedByItsPath) {
    const auto bytes = *encode(sample_approval());
    const auto with = [&](auto from, auto to) {
        return error_text(decode_decision(replaced(bytes, from, to)));
    };
    EXPECT_EQ(with("\"approved\"", "\"perhaps\""), "bad_input: decision: unknown word");
    EXPECT_EQ(with("\"approved\"", "\"none\""), "bad_input: decision: unknown word");
    EXPECT_EQ(with("\"approved\"", "true"), "bad_input: decision: not a text");
    EXPECT_EQ(with("\"pages\":2", "\"pages\":0"), "bad_input: document.pages: out of range");
    EXPECT_EQ(with("\"doc-1\"", "\"../../etc/passwd\""), "bad_input: document.id: not an identifier");
    EXPECT_EQ(with("2025-01-31", "soon"), "bad_input: deadline: not a date");
    EXPECT_EQ(with("\"Insured\"", "\"" + std::string(2001, 'x') + "\""), "bad_input: reason.en: too long");
    EXPECT_EQ(with("\"insured\"", "5"), "bad_input: reason_code: not a text");
    EXPECT_EQ(error_text(decode_decision("[]")), "bad_input: the message: not an object");
}

TEST(PlatformDecision, WithoutAVerdictIsNeverWritten) {
    EXPECT_EQ(encode(Decision()).error().code(), Code::bad_argument);
    EXPECT_EQ(encode_settlement(Decision()).error().code(), Code::bad_argument);
}

TEST(PlatformSettlement, AbsentIsAWordOfItsOwn) {
    EXPECT_EQ(*encode_settlement(std::nullopt), R"({"absent":true})");
    const auto read = decode_settlement(R"({"absent":true})");
    ASSERT_TRUE(read.has_value());
    EXPECT_FALSE(read->has_value());
}

TEST(PlatformSettlement, NothingElseCountsAsAbsent) {
    const auto refusal = [](auto text) { return error_text(decode_settlement(text)); };
    EXPECT_EQ(refusal(R"({"absent":false})"), "bad_input: absent: contradicted");
    EXPECT_EQ(refusal(R"({"absent":"true"})"), "bad_input: absent: neither true nor false");
    EXPECT_EQ(refusal(R"({"absent":true,"decision":"pending"})"), "bad_input: absent: contradicted");
    EXPECT_EQ(refusal(R"({"absent":null})"), "bad_input: decision: missing");
    EXPECT_EQ(refusal("{}"), "bad_input: decision: missing");
    EXPECT_EQ(refusal(""), "bad_input: the message: not JSON");
}

TEST(PlatformCaseQuery, AsksByPersonOrByNumberAndCode) {
    const CaseQuery by_person{PersonalText("p-1"), "", {}};
    const CaseQuery by_code{PersonalText(), "440307-1", PersonalText("A7")};
    EXPECT_EQ(*decode_case_query(*encode(by_person)), by_person);
    EXPECT_EQ(*decode_case_query(*encode(by_code)), by_code);
    for (const auto* text : {"{}", R"({"case_number":"1"})", R"({"code":"1"})",
                             R"({"person_reference":"p","case_number":"1","code":"2"})"})
        EXPECT_EQ(decode_case_query(text).error().code(), Code::bad_input) << text;
}

TEST(PlatformCaseQuery, TheCasesComeBack) {
    CaseSummary approved, human;
    approved.case_number = "440307-1";
    approved.matter_id = "SI01";
    approved.verdict = Verdict::approved;
    approved.filed = approved.decided = {2025, 1, 1};
    approved.document_id = "d1";
    approved.pages = 2;
    human.case_number = "440307-2";
    human.matter_id = "SI02";
    human.verdict = Verdict::human;
    human.filed = {2025, 1, 2};
    human.deadline = {2025, 2, 1};
    human.reason = {{{Language::zh_hans, "审核中"}}};
    human.matter_name = {{{Language::zh_hans, "失业登记"}, {Language::en, "Unemployment"}}};
    human.department = {{{Language::zh_hans, "人社局"}}};
    human.pick_up_code = "482913";
    const std::vector<CaseSummary> cases{approved, human};
    const auto read = decode_cases(*encode(cases));
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*read, cases);
    EXPECT_EQ(
        error_text(decode_cases(R"({"cases":[{"case_number":"1","matter_id":"S","decision":"none"}]})")),
        "bad_input: cases[0].decision: unknown word");
}

}  // namespace
}  // namespace kiosk24::wire
