// CV01: who is given the old-age allowance, what the notice says, and who comes back when.
#include "hub/sandbox/allowance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/hub/client.h"

namespace kiosk24::sandbox_test {
namespace {

using sandbox::AllowanceCase;
using sandbox::AllowanceFacts;
using sandbox::decide_allowance;
using sandbox::household_of;
using sandbox::NamePrinting;
using sandbox::Person;
using testing::HasSubstr;
using testing::Not;

constexpr Date kToday{2026, 11, 22};
constexpr const char* kOld = "440399194103120266";
constexpr const char* kNotYet = "44039919551108035X";
constexpr const char* kMoved = "440399193807210943";
constexpr const char* kDrawing = "440399193909150718";
constexpr const char* kElsewhere = "440399194206040832";
constexpr const char* kAccount = "6228481234567890128";

Person person_with(const std::string& number, CardKind kind = CardKind::resident) {
    Person person;
    person.number = PersonalText(number);
    person.name = PersonalText("林秀珍");
    person.kind = kind;
    person.birth = sandbox::birth_of(number, {});
    return person;
}

Decision decided(const std::string& number, AllowanceCase kind = AllowanceCase::first,
                 bool was_granted = false, Date today = kToday) {
    const Person person = person_with(number);
    return decide_allowance(person,
                            {.household = household_of(person, today),
                             .is_drawing = was_granted || sandbox::draws_already(person, today),
                             .kind = kind},
                            NamePrinting::possible, today);
}

TEST(AllowanceRule, EightyAndRegisteredHereIsApproved) {
    EXPECT_EQ(decided(kOld).verdict, Verdict::approved);
    EXPECT_EQ(decided(kOld, AllowanceCase::first, false, {2040, 1, 1}).verdict, Verdict::approved);
}

TEST(AllowanceRule, OnTheEightiethBirthdayAndNotTheDayBefore) {
    EXPECT_EQ(decided(kNotYet, AllowanceCase::first, false, {2035, 11, 7}).verdict, Verdict::refused);
    EXPECT_EQ(decided(kNotYet, AllowanceCase::first, false, {2035, 11, 8}).verdict, Verdict::approved);
}

TEST(AllowanceRule, WhoeverIsTooYoungIsToldWhenToComeAgain) {
    const auto decision = decided(kNotYet);
    EXPECT_EQ(decision.verdict, Verdict::refused);
    EXPECT_EQ(decision.reason_code, "not_yet_80");
    EXPECT_THAT(decision.reason.get(Language::zh_hans), HasSubstr("2035年11月8日"));
    EXPECT_THAT(decision.reason.get(Language::zh_hans), HasSubstr("规则"));
    EXPECT_THAT(decision.reason.get(Language::en), HasSubstr("2035-11-08"));
}

TEST(AllowanceRule, SomebodyBornOnTheLeapDayTurnsEightyOnAnOrdinaryDay) {
    EXPECT_EQ(sandbox::birthday({1948, 2, 29}, 80), (Date{2028, 2, 29}));
    EXPECT_EQ(sandbox::birthday({1948, 2, 29}, 90), (Date{2038, 3, 1}));
}

TEST(AllowanceRule, AHouseholdElsewhereIsRefusedWithTheRule) {
    EXPECT_EQ(decided(kElsewhere).reason_code, "no_local_household");
    const Person permit = person_with(kOld, CardKind::hk_mo_tw_permit);
    EXPECT_FALSE(household_of(permit, kToday).is_local);
}

TEST(AllowanceRule, AHouseholdThatWasMovedLatelyGoesToAPersonWithADeadline) {
    const auto decision = decided(kMoved);
    EXPECT_EQ(decision.verdict, Verdict::human);
    EXPECT_EQ(decision.deadline, "2026-11-27");
    EXPECT_THAT(decision.reason.get(Language::zh_hans), HasSubstr("工作人员"));
}

TEST(AllowanceRule, TheTwoCasesExcludeEachOther) {
    EXPECT_EQ(decided(kDrawing).reason_code, "drawing_already");
    EXPECT_EQ(decided(kDrawing, AllowanceCase::change_account).verdict, Verdict::approved);
    EXPECT_EQ(decided(kOld, AllowanceCase::change_account).reason_code, "not_drawing_yet");
    EXPECT_EQ(decided(kOld, AllowanceCase::change_account, true).verdict, Verdict::approved);
}

TEST(AllowanceRule, TheAmountRisesAtNinetyAndAtAHundred) {
    EXPECT_LT(sandbox::allowance_yuan(89), sandbox::allowance_yuan(90));
    EXPECT_LT(sandbox::allowance_yuan(99), sandbox::allowance_yuan(100));
}

class Allowance : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(sandbox.start()); }

    Application application_by(const std::string& number, const std::string& key,
                               const std::string& matter_case = "first") {
        auto application = application_of(client.reference_of(number, "林秀珍"), number, key, matter_case);
        application.matter_id = "CV01";
        application.matter_version = 2;
        application.consent.version = "2026-12";
        application.form.push_back({"bank_card", PersonalText(kAccount), Source::citizen, ""});
        return application;
    }
    Decision decision_in(const Heard& heard) {
        auto decision = wire::decode_decision(heard.body);
        EXPECT_TRUE(decision) << heard.status << " " << heard.body;
        return decision.value_or(Decision());
    }
    std::string paper_of(const Decision& decision) {
        const auto path = sandbox.directory() / "paper.pdf";
        std::ofstream(path, std::ios::binary) << client.get("/v1/documents/" + decision.document_id).body;
        return run_program({"pdftotext", path.string(), "-"}).output;
    }
    SandboxProcess sandbox;
    Client client{sandbox};
};

TEST_F(Allowance, TheRegisterPrefillsAgeAndHousehold) {
    const wire::PrefillRequest asked{"CV01", "first", client.reference_of(kOld, "林秀珍")};
    const auto prefill = wire::decode_prefill(client.post("/v1/prefill", *wire::encode(asked)).body);
    ASSERT_TRUE(prefill);
    std::map<std::string, std::string> values;
    for (const auto& value : prefill->values)
        values[value.field] = value.value.reveal();
    EXPECT_THAT(values["household"], HasSubstr("示范区"));
    EXPECT_GE(std::stoi(values["age"]), 85);
    EXPECT_EQ(values["household_since"].size(), 10u);
}

TEST_F(Allowance, TheNoticeSaysWhoWhatAndWhereToAndHidesTheRestOfTheAccount) {
    const auto decision = decision_in(client.submit(application_by(kOld, "key-1")));
    ASSERT_EQ(decision.verdict, Verdict::approved);
    EXPECT_EQ(decision.pages, 1);
    const auto text = paper_of(decision);
    EXPECT_THAT(text, HasSubstr("高龄津贴审核通知书"));
    EXPECT_THAT(text, HasSubstr("姓名： 林秀珍"));
    EXPECT_THAT(text, HasSubstr("办件编号： " + decision.case_number));
    EXPECT_THAT(text, HasSubstr("6228 **** **** 0128"));
    EXPECT_THAT(text, Not(HasSubstr("12345678")));
    EXPECT_THAT(text, Not(HasSubstr(kOld)));
}

TEST_F(Allowance, TheNoticeIsInEnglishForWhoeverReadsEnglish) {
    auto application = application_by(kOld, "key-1");
    application.language = Language::en;
    const auto decision = decision_in(client.submit(application));
    const auto text = paper_of(decision);
    EXPECT_THAT(text, HasSubstr("Old-Age Allowance"));
    EXPECT_THAT(text, HasSubstr("Name: 林秀珍"));
    EXPECT_THAT(text, HasSubstr("Case number: " + decision.case_number));
}

TEST_F(Allowance, WhatWasGrantedOnceIsNotGrantedAgainButItsAccountMayBeChanged) {
    EXPECT_EQ(decision_in(client.submit(application_by(kOld, "key-1"))).verdict, Verdict::approved);
    EXPECT_EQ(decision_in(client.submit(application_by(kOld, "key-2"))).reason_code, "drawing_already");
    EXPECT_EQ(decision_in(client.submit(application_by(kOld, "key-3", "change_account"))).verdict,
              Verdict::approved);
}

TEST_F(Allowance, APersonDecidesWithACodeToPickUpBy) {
    const auto decision = decision_in(client.submit(application_by(kMoved, "key-1")));
    EXPECT_EQ(decision.verdict, Verdict::human);
    EXPECT_EQ(decision.pick_up_code.size(), 6u);
    EXPECT_TRUE(decision.document_id.empty());
}

TEST_F(Allowance, WithoutABankCardTheFormIsNotComplete) {
    auto application = application_by(kOld, "key-1");
    std::erase_if(application.form, [](const FormValue& value) { return value.field == "bank_card"; });
    EXPECT_EQ(client.submit(application).code(), "form_incomplete");
}

}  // namespace
}  // namespace kiosk24::sandbox_test
