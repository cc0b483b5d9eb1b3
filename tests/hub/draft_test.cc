// Forms that were left in the middle, at the platform: found by their person at any terminal until they end.
// And applications that a terminal took without a network.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/hub/client.h"

namespace kiosk24::sandbox_test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::int64_t kHour_ms = 3'600'000;

class PlatformDraft : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(sandbox.start());
        reference = client.reference_of(kApproved);
    }
    Draft draft_left(std::int64_t ago_ms, std::int64_t for_ms = 24 * kHour_ms) const {
        Draft draft;
        draft.matter_id = "CV01";
        draft.matter_version = 1;
        draft.matter_case = "first";
        draft.person_reference = reference;
        draft.typed = {{.field = "phone",
                        .value = PersonalText("13800138000"),
                        .source = Source::citizen,
                        .source_name = {}}};
        draft.kept_at = {wall_now().unix_ms - ago_ms};
        draft.expires_at = {draft.kept_at.unix_ms + for_ms};
        return draft;
    }
    int put(const std::string& key, const Draft& draft) {
        return client.request("PUT", "/v1/drafts/" + key, *wire::encode(draft), kJson).status;
    }
    int erase(const std::string& key) { return client.request("DELETE", "/v1/drafts/" + key, "", {}).status; }
    std::optional<Draft> found(const PersonalText& person) {
        const auto heard = client.post("/v1/draft-queries", *wire::encode_draft_query(person));
        EXPECT_EQ(heard.status, 200);
        return wire::decode_draft_found(heard.body).value_or(std::nullopt);
    }
    const std::vector<std::string> kJson{"Content-Type: application/json"};
    SandboxProcess sandbox;
    Client client{sandbox};
    PersonalText reference;
};

TEST_F(PlatformDraft, ItsPersonFindsItAndNobodyElse) {
    EXPECT_FALSE(found(reference));
    EXPECT_EQ(put("d1", draft_left(1'000)), 204);
    EXPECT_EQ(put("d1", draft_left(1'000)), 204) << "it may be repeated";
    const auto draft = found(reference);
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->key, "d1");
    EXPECT_EQ(draft->typed, draft_left(0).typed);
    EXPECT_FALSE(found(client.reference_of(kAnother)));
}

TEST_F(PlatformDraft, ItIsThereAfterAKillAndGoneOnceItIsDeletedOrOver) {
    put("d1", draft_left(1'000));
    sandbox.kill_hard();
    ASSERT_TRUE(sandbox.start());
    EXPECT_TRUE(found(reference));
    EXPECT_EQ(erase("d1"), 204);
    EXPECT_EQ(erase("d1"), 204) << "also if there is none";
    EXPECT_FALSE(found(reference));
    put("d2", draft_left(2 * kHour_ms, kHour_ms));
    EXPECT_FALSE(found(reference));
    EXPECT_THAT(sandbox.control("book"), HasSubstr(R"("drafts":{})"));
}

TEST_F(PlatformDraft, TheNewerTakesThePlaceOfTheOlderAndNotTheOtherWayRound) {
    put("older", draft_left(2'000));
    put("newer", draft_left(1'000));
    EXPECT_EQ(found(reference)->key, "newer");
    EXPECT_EQ(put("older", draft_left(2'000)), 204);
    EXPECT_EQ(found(reference)->key, "newer");
    erase("older");
    EXPECT_EQ(found(reference)->key, "newer");
}

TEST_F(PlatformDraft, OneThatWasDeletedDoesNotComeBackThoughItArrivesLate) {
    erase("d1");
    EXPECT_EQ(put("d1", draft_left(1'000)), 204);
    EXPECT_FALSE(found(reference));
}

TEST_F(PlatformDraft, NobodysAndWhatIsNoDraftAreRefused) {
    auto draft = draft_left(1'000);
    draft.person_reference = PersonalText("nobody");
    EXPECT_EQ(put("d1", draft), 422);
    EXPECT_EQ(client.request("PUT", "/v1/drafts/d1", "{}", kJson).status, 400);
    EXPECT_EQ(client.request("PUT", "/v1/drafts/d1", "{}", {}).status, 415);
    EXPECT_EQ(client.get("/v1/drafts/d1").status, 405);
}

// --- applications with a card instead of a reference

Application visit_of(const std::string& number) {
    auto application = application_of(PersonalText(), number, "key-1", "register");
    application.matter_id = "CV02";
    application.matter_version = 1;
    application.consent.version = "2026-12";
    application.applicant = card_of(number);
    for (const auto& [field, value] :
         {std::pair{"address", "测试路1号"}, {"phone", "13800138000"}, {"when", "any"}})
        application.form.push_back({field, PersonalText(value), Source::citizen, {}});
    return application;
}

TEST_F(PlatformDraft, AnApplicationOfSomebodyNobodyConfirmedIsFiledOnceForThatCardsHolder) {
    const auto application = visit_of(kAnother);
    const auto filed = client.submit(application);
    ASSERT_EQ(filed.status, 201) << filed.body;
    EXPECT_EQ(wire::decode_decision(filed.body)->verdict, Verdict::human);
    const auto again = client.submit(application);
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.body, filed.body);
    const wire::CaseQuery query{client.reference_of(kAnother), "", {}};
    EXPECT_EQ(wire::decode_cases(client.post("/v1/case-queries", *wire::encode(query)).body)->size(), 1u);
}

TEST_F(PlatformDraft, ACardThatCannotBeIsRefusedAndNothingFiled) {
    auto application = visit_of(kAnother);
    application.applicant->number = PersonalText("440399199003070015");
    EXPECT_EQ(client.submit(application).code(), "identity_not_confirmed");
    EXPECT_THAT(sandbox.control("book"), HasSubstr(R"("submissions":{})"));
}

}  // namespace
}  // namespace kiosk24::sandbox_test
