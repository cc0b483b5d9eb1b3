// What a person enters into the form: typing, problems, going back, and what is left of it.
#include <algorithm>

#include "visit.h"

namespace kiosk24::flow {
namespace {

constexpr const char* kCard = "6228481234567890128";
constexpr const char* kWrongCard = "6228481234567890129";

FormField asked(std::string id, FieldKind kind) {
    FormField field;
    field.id = std::move(id);
    field.kind = kind;
    field.source = Source::citizen;
    field.label = {{{Language::zh_hans, field.id}, {Language::en, field.id}}};
    return field;
}

Rule only_if(std::string field, std::string value) {
    Rule rule;
    rule.kind = Rule::Kind::equals;
    rule.field = std::move(field);
    rule.values = {std::move(value)};
    return rule;
}

// A visit at the form of a matter that asks for a bank card (unless cash is wanted) and, if one likes, a
// telephone number.
class Entry : public testing::Test {
  protected:
    Entry() {
        auto catalogue = std::make_shared<Catalogue>(*visit.state.catalogue);
        auto& form = catalogue->matters.front().form;
        std::erase_if(form, [](const FormField& field) { return field.source == Source::platform; });
        form.push_back(asked("pay_to", FieldKind::choice));
        form.back().choices = {{"bank", form.back().label}, {"cash", form.back().label}};
        form.push_back(asked("bank_card", FieldKind::bank_card));
        form.back().shown_when = only_if("pay_to", "bank");
        form.push_back(asked("phone", FieldKind::phone));
        form.back().required = false;
        visit.state.catalogue = catalogue;
        visit.to_form();
    }

    const Session& session() const { return *visit.state.session; }
    void types(const std::string& field, const std::string& text) {
        visit.wants(intent::Edit{.field = field, .text = PersonalText(text), .caret = 0, .composition = {}});
    }
    void enters(const std::string& field, const std::string& text) {
        visit.wants(intent::OpenField{field});
        types(field, text);
        visit.wants(intent::OpenField{});
    }
    std::string value(const std::string& field) const {
        for (const auto& value : session().form)
            if (value.field == field) return value.value.reveal();
        return {};
    }
    std::string problem(const std::string& field) const {
        const auto edit = session().edits.find(field);
        return edit == session().edits.end() ? "" : edit->second.problem;
    }
    Visit visit;
};

TEST_F(Entry, TheFirstFieldThatIsMissingOpensByItself) {
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_EQ(session().field, "pay_to");
    EXPECT_EQ(session().asked, (std::vector<std::string>{"pay_to", "phone"}));
    EXPECT_EQ(session().hidden, std::vector<std::string>{"bank_card"});
}

TEST_F(Entry, AChoiceIsTakenByItsTouchAndLeadsToWhatItAsksFor) {
    types("pay_to", "bank");
    EXPECT_EQ(value("pay_to"), "bank");
    EXPECT_EQ(session().field, "bank_card");
}

TEST_F(Entry, WhatIsRightGoesIntoTheFormAsTheCitizensOwn) {
    types("pay_to", "bank");
    enters("bank_card", "6228 4812 3456 7890 128");
    EXPECT_EQ(value("bank_card"), kCard);
    EXPECT_EQ(session().form.back().source, Source::citizen);
    EXPECT_EQ(session().field, "") << "nothing is missing, so the whole form is shown";
    visit.wants(intent::ConfirmForm{});
    EXPECT_EQ(visit.situation(), Situation::review);
}

TEST_F(Entry, WhatIsWrongIsSaidWhenTheFieldIsLeftAndNotBefore) {
    types("pay_to", "bank");
    types("bank_card", kWrongCard);
    EXPECT_EQ(problem("bank_card"), "");
    visit.wants(intent::OpenField{});
    EXPECT_EQ(problem("bank_card"), "bank_card_check");
    EXPECT_EQ(session().field, "bank_card") << "where it can be mended at once";
    EXPECT_EQ(value("bank_card"), "");
    types("bank_card", "622848123456789012");
    EXPECT_EQ(problem("bank_card"), "") << "whoever mends it is not told off meanwhile";
    types("bank_card", kCard);
    visit.wants(intent::OpenField{});
    EXPECT_EQ(value("bank_card"), kCard);
    EXPECT_EQ(problem("bank_card"), "");
}

TEST_F(Entry, AnotherFieldCanBeOpenedThoughOneIsWrong) {
    types("pay_to", "bank");
    types("bank_card", kWrongCard);
    visit.wants(intent::OpenField{"phone"});
    EXPECT_EQ(session().field, "phone");
    EXPECT_EQ(problem("bank_card"), "bank_card_check");
    types("phone", "13800138000");
    visit.wants(intent::OpenField{});
    EXPECT_EQ(value("phone"), "13800138000");
    EXPECT_EQ(session().field, "bank_card") << "on to what is still missing";
    EXPECT_EQ(session().edits.at("bank_card").text.reveal(), kWrongCard) << "what was typed stays";
}

TEST_F(Entry, TheFormIsNotConfirmedWhileSomethingIsMissingOrWrong) {
    visit.wants(intent::ConfirmForm{});
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_EQ(problem("pay_to"), "missing");
    visit.wants(intent::OpenField{"pay_to"});
    types("pay_to", "bank");
    visit.wants(intent::OpenField{"bank_card"});
    types("bank_card", kWrongCard);
    visit.wants(intent::ConfirmForm{});
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_EQ(problem("bank_card"), "bank_card_check");
}

TEST_F(Entry, AnOptionalFieldThatIsWrongMayBeEmptied) {
    types("pay_to", "cash");
    EXPECT_EQ(session().field, "");
    enters("phone", "1380");
    EXPECT_EQ(problem("phone"), "phone_length");
    types("phone", "");
    visit.wants(intent::OpenField{});
    EXPECT_EQ(problem("phone"), "");
    visit.wants(intent::ConfirmForm{});
    EXPECT_EQ(visit.situation(), Situation::review);
    EXPECT_EQ(value("phone"), "");
}

TEST_F(Entry, AHiddenFieldIsNotSubmittedAndComesBackAsItWasTyped) {
    types("pay_to", "bank");
    enters("bank_card", kCard);
    visit.wants(intent::OpenField{"pay_to"});
    types("pay_to", "cash");
    EXPECT_EQ(value("bank_card"), "");
    EXPECT_EQ(session().field, "");
    visit.wants(intent::OpenField{"pay_to"});
    types("pay_to", "bank");
    visit.wants(intent::OpenField{"bank_card"});
    visit.wants(intent::OpenField{});
    EXPECT_EQ(value("bank_card"), kCard);
}

TEST_F(Entry, BackFromTheReviewKeepsWhatWasTyped) {
    types("pay_to", "bank");
    enters("bank_card", kCard);
    visit.wants(intent::ConfirmForm{});
    ASSERT_EQ(visit.situation(), Situation::review);
    visit.wants(intent::GoBack{});
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_EQ(value("bank_card"), kCard);
    EXPECT_EQ(session().edits.at("bank_card").text.reveal(), kCard);
    visit.passes(visit.state.terminal.timers.form_settle);
    EXPECT_EQ(visit.situation(), Situation::form) << "whoever came back stays until they go on";
    visit.wants(intent::ConfirmForm{});
    EXPECT_EQ(visit.situation(), Situation::review);
}

TEST_F(Entry, BackClosesTheFieldFirstAndEndsTheVisitOnlyThen) {
    types("pay_to", "bank");
    types("bank_card", "6228");
    visit.wants(intent::GoBack{});
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_EQ(session().field, "");
    EXPECT_EQ(session().edits.at("bank_card").text.reveal(), "6228");
    visit.wants(intent::GoBack{});
    EXPECT_EQ(visit.situation(), Situation::home);
}

TEST_F(Entry, GoodbyeWipesWhatWasTyped) {
    types("pay_to", "bank");
    enters("bank_card", kCard);
    visit.wants(intent::EndSession{});
    EXPECT_EQ(visit.situation(), Situation::goodbye);
    EXPECT_TRUE(session().edits.empty());
    EXPECT_TRUE(session().form.empty());
    EXPECT_TRUE(session().asked.empty());
    EXPECT_TRUE(visit.has_open<command::ForgetPersonal>());
}

TEST_F(Entry, ALateKeyTypesIntoNoOtherField) {
    types("bank_card", kCard);
    EXPECT_EQ(session().edits.count("bank_card"), 0u);
    visit.wants(intent::OpenField{"name"});
    EXPECT_EQ(session().field, "pay_to") << "what the card says cannot be typed over";
}

TEST_F(Entry, WhatWasEnteredIsSubmitted) {
    types("pay_to", "bank");
    enters("bank_card", kCard);
    enters("phone", "13800138000");
    visit.wants(intent::ConfirmForm{});
    visit.wants(intent::Submit{});
    const auto submitted = visit.open<command::SubmitApplication>();
    const auto& form = std::get<command::SubmitApplication>(submitted.what).application.form;
    const auto sent =
        std::find_if(form.begin(), form.end(), [](auto& one) { return one.field == "bank_card"; });
    ASSERT_NE(sent, form.end());
    EXPECT_EQ(sent->value.reveal(), kCard);
    EXPECT_EQ(sent->source, Source::citizen);
    for (const auto& entry : submitted.record) {
        for (const auto& [name, fact] : entry.facts)
            EXPECT_EQ(fact.find(kCard), std::string::npos) << "the ledger keeps no account: " << name;
    }
}

TEST(EntryOfWhatNobodyTold, ARequiredValueThatThePlatformDoesNotHaveIsAskedOfThePerson) {
    Visit visit;
    visit.to_form();
    Prefill prefill;
    for (const char* key : {"insured_since", "months_paid"})
        prefill.values.push_back(
            {.field = key, .value = PersonalText("1"), .source = Source::platform, .source_name = {}});
    visit.answers<command::FetchPrefill>(result::Prefilled{prefill});
    EXPECT_EQ(visit.state.session->field, "employer") << "no form is a dead end";
}

}  // namespace
}  // namespace kiosk24::flow
