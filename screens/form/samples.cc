#include "screens/form/form.h"

namespace kiosk24::screens::form {
namespace {

LocalText both(std::string chinese, std::string english) {
    return {{{Language::zh_hans, std::move(chinese)}, {Language::en, std::move(english)}}};
}

FormField asked(std::string id, FieldKind kind, LocalText label) {
    FormField field;
    field.id = std::move(id);
    field.kind = kind;
    field.label = std::move(label);
    field.source = Source::citizen;
    return field;
}

// The form of a matter that asks something of every kind; `open` is the field being entered, empty: none.
State asking(const std::string& open) {
    State state = sample_state_at(Situation::form);
    auto catalogue = std::make_shared<Catalogue>(*state.catalogue);
    auto& form = catalogue->matters.front().form;
    form.resize(4);
    form.push_back(asked("bank_card", FieldKind::bank_card, both("银行卡号", "Bank card")));
    form.back().hint =
        both("本人的储蓄卡，卡号印在卡的正面", "Your own debit card; the number is on its front");
    form.push_back(asked("phone", FieldKind::phone, both("手机号", "Mobile number")));
    form.back().required = false;
    form.push_back(asked("since", FieldKind::date, both("入住日期", "Moved in on")));
    form.push_back(asked("persons", FieldKind::number, both("同住人数", "Persons")));
    form.push_back(asked("e_mail", FieldKind::text, both("电子邮箱", "E-mail address")));
    form.push_back(asked("pay_to", FieldKind::choice, both("收款方式", "Paid to")));
    form.back().choices = {
        {"bank", both("本人银行卡", "My own bank card")},
        {"social", both("社会保障卡金融账户", "The account of my social security card")},
        {"cash", both("不便用卡，请社区工作人员上门发放", "No card: somebody brings it to my home")}};
    state.catalogue = catalogue;
    auto& session = *state.session;
    session.form.resize(4);
    session.asked = {"bank_card", "phone", "since", "persons", "e_mail", "pay_to"};
    session.field = open;
    return state;
}

Sample typed(const char* name, const std::string& field, const char* text, const char* problem = "") {
    Sample sample{name, asking(field)};
    auto& edit = sample.state.session->edits[field];
    edit.text = PersonalText(text);
    edit.problem = problem;
    return sample;
}

Sample closed_with(const char* name, const char* text, const char* problem) {
    Sample sample = typed(name, "bank_card", text, problem);
    sample.state.session->field.clear();
    return sample;
}

// Everything that is needed is there, only the optional field is empty.
Sample complete() {
    Sample sample{"complete", asking({})};
    auto& session = *sample.state.session;
    session.asked = {"bank_card", "phone"};
    session.hidden = {"since", "persons", "e_mail", "pay_to"};
    session.form.push_back({.field = "bank_card",
                            .value = PersonalText("6228481234567890128"),
                            .source = Source::citizen,
                            .source_name = {}});
    return sample;
}

// A business licence's code, which may be read instead of typed.
Sample code(const char* name, const char* text, const char* problem, bool is_scanning = false) {
    Sample sample{name, asking({})};
    auto catalogue = std::make_shared<Catalogue>(*sample.state.catalogue);
    catalogue->matters.front().form.resize(4);
    catalogue->matters.front().form.push_back(
        asked("credit_code", FieldKind::credit_code, both("统一社会信用代码", "Credit code")));
    sample.state.catalogue = catalogue;
    sample.state.devices.push_back(
        {{"scan", DeviceClass::code_reader}, sample.state.devices.front().condition});
    auto& session = *sample.state.session;
    session.asked = {"credit_code"};
    session.field = "credit_code";
    session.edits["credit_code"].text = PersonalText(text);
    session.edits["credit_code"].problem = problem;
    if (is_scanning) session.scan_field = "credit_code";
    return sample;
}

// Something is typed, and the person may leave it for later.
Sample to_be_paused() {
    Sample sample = complete();
    sample.name = "may be paused";
    CaseFile file;
    file.id = "0123456789abcdef0123456789abcdef";
    file.matter_id = sample.state.session->matter_id;
    sample.state.session->case_id = file.id;
    sample.state.cases[file.id] = file;
    return sample;
}

}  // namespace

std::vector<Sample> samples() {
    Sample loading{"loading", sample_state_at(Situation::form)},
        stays{"came back", sample_state_at(Situation::form)};
    loading.state.session->is_prefilled = false;
    loading.state.session->form.resize(6);
    stays.state.session->form_stays = true;
    Sample filled{"filled", sample_state_at(Situation::form)};
    filled.state.session->form_filled_at = filled.state.last.now;
    return {filled,
            loading,
            stays,
            to_be_paused(),
            {"bank card", asking("bank_card")},
            typed("bank card typed", "bank_card", "6228481234567"),
            typed("bank card wrong", "bank_card", "6228481234567890129", "bank_card_check"),
            typed("bank card short", "bank_card", "62284812", "bank_card_length"),
            typed("bank card missing", "bank_card", "", "missing"),
            typed("phone typed", "phone", "1380013800"),
            typed("phone wrong", "phone", "12800138000", "phone"),
            typed("phone short", "phone", "1380", "phone_length"),
            typed("date typed", "since", "194912"),
            typed("date wrong", "since", "20261340", "date"),
            typed("number typed", "persons", "3"),
            typed("text typed", "e_mail", "zhang san"),
            typed("text blank", "e_mail", "  ", "blank"),
            {"choice", asking("pay_to")},
            typed("choice wrong", "pay_to", "nothing", "choice"),
            {"missing", asking({})},
            closed_with("missing and wrong", "6228481234567890129", "bank_card_check"),
            code("credit code typed", "91440399MA000", ""),
            code("credit code wrong", "91440399MA0000008L", "credit_code_check"),
            code("credit code short", "91440399", "credit_code_length"),
            code("credit code scanned in vain", "", "no_code"),
            code("credit code scanning", "", "", true),
            complete()};
}

}  // namespace kiosk24::screens::form
