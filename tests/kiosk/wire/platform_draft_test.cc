// Forms left in the middle, and applications of somebody whom nobody could confirm.
#include <gtest/gtest.h>

#include "kiosk/wire/ledger.h"
#include "kiosk/wire/platform_message.h"
#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

Draft sample_draft() {
    Draft draft;
    draft.key = "0123456789abcdef0123456789abcdef";
    draft.matter_id = "CV01";
    draft.matter_version = 2;
    draft.matter_case = "first";
    draft.person_reference = PersonalText("p-7Fz_2");
    draft.typed = {
        {.field = "phone", .value = PersonalText("138"), .source = Source::citizen, .source_name = {}}};
    draft.kept_at = {1'795'312'800'000};
    draft.expires_at = {1'795'399'200'000};
    return draft;
}

TEST(PlatformDraft, SurvivesTheWireWithItsKeyInThePath) {
    const auto bytes = encode(sample_draft());
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->find(sample_draft().key), std::string::npos);
    const auto read = decode_draft(*bytes, sample_draft().key);
    ASSERT_TRUE(read) << error_text(read);
    EXPECT_EQ(*read, sample_draft());
}

TEST(PlatformDraft, TheAnswerGivesTheKeyButNotWhoseItIs) {
    const auto bytes = *encode_draft_found(sample_draft());
    EXPECT_EQ(bytes.find("p-7Fz_2"), std::string::npos);
    auto expected = sample_draft();
    expected.person_reference = {};
    const auto read = decode_draft_found(bytes);
    ASSERT_TRUE(read) << error_text(read);
    EXPECT_EQ(**read, expected);
    EXPECT_EQ(*encode_draft_found(std::nullopt), "{}");
    EXPECT_FALSE(decode_draft_found("{}")->has_value());
}

TEST(PlatformDraft, TheQueryNamesAPerson) {
    const PersonalText person("p-7Fz_2");
    EXPECT_EQ(*decode_draft_query(*encode_draft_query(person)), person);
    EXPECT_EQ(error_text(decode_draft_query("{}")), "bad_input: person_reference: missing");
}

TEST(PlatformDraft, OneOfNobodyIsNeitherSentNorTaken) {
    auto draft = sample_draft();
    draft.person_reference = {};
    EXPECT_EQ(encode(draft).error().code(), Code::bad_argument);
    EXPECT_EQ(error_text(decode_draft(replaced(*encode(sample_draft()), "\"p-7Fz_2\"", "\"\""), "k")),
              "bad_input: person_reference: empty");
}

TEST(PlatformDraft, EveryFaultIsNamedByItsPath) {
    const auto bytes = *encode(sample_draft());
    EXPECT_EQ(error_text(decode_draft(bytes, "a/b")), "bad_input: a draft's key: not an identifier");
    EXPECT_EQ(error_text(decode_draft(replaced(bytes, "1795399200000", "1795312799999"), "k")),
              "bad_input: expires_at_ms: before it was kept");
    EXPECT_EQ(error_text(decode_draft(replaced(bytes, "\"citizen\"", "\"nobody\""), "k")),
              "bad_input: typed[0].source: unknown word");
    EXPECT_EQ(error_text(decode_draft_found(R"({"draft":{}})")), "bad_input: draft.matter_id: missing");
    EXPECT_EQ(error_text(decode_draft_found("[]")), "bad_input: the message: not an object");
}

TEST(PlatformDraft, ItLiesSealedWithItsKeyWithOrWithoutAPerson) {
    auto draft = sample_draft();
    EXPECT_EQ(*decode_outbox_draft(encode_outbox(draft)->reveal()), draft);
    draft.person_reference = {};
    EXPECT_EQ(*decode_outbox_draft(encode_outbox(draft)->reveal()), draft);
    const DraftErasure erasure{.key = "k.erase", .draft = "k"};
    EXPECT_EQ(*decode_outbox_draft_erasure(encode_outbox(erasure)->reveal()), erasure);
}

TEST(PlatformSubmission, OfSomebodyNobodyConfirmedCarriesTheCardWithoutItsPhotoInstead) {
    auto application = sample_application();
    application.person_reference = {};
    application.applicant = sample_card();
    const auto bytes = *encode(application);
    application.applicant->photo = {};
    const auto read = decode_application(bytes, application.key);
    ASSERT_TRUE(read) << error_text(read);
    EXPECT_EQ(*read, application);
    EXPECT_EQ(*decode_outbox_application(encode_outbox(application)->reveal()), application);
    EXPECT_EQ(error_text(decode_application(
                  replaced(bytes, "{\"applicant\"", "{\"person_reference\":\"p-1\",\"applicant\""), "k")),
              "bad_input: person_reference: stands beside an applicant");
}

}  // namespace
}  // namespace kiosk24::wire
