#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

LocalText words(std::string chinese, std::string english) {
    return {{{Language::zh_hans, std::move(chinese)}, {Language::en, std::move(english)}}};
}

Rule equals(std::string field, std::string value) {
    return {Rule::Kind::equals, std::move(field), {std::move(value)}, {}};
}

std::vector<FormField> sample_form() {
    FormField name;
    name.id = "name";
    name.label = words("姓名", "Name");
    name.source = Source::card;
    name.from = "name";
    FormField purpose;
    purpose.id = "purpose";
    purpose.kind = FieldKind::choice;
    purpose.label = words("用途", "Purpose");
    purpose.hint = words("可不填", "Optional");
    purpose.source = Source::citizen;
    purpose.required = false;
    purpose.personal_digits = true;
    purpose.choices = {{"loan", words("贷款", "Loan")}, {"school", words("入学", "School")}};
    const Rule old_enough{Rule::Kind::between, "age", {"18", "120.5"}, {}};
    const Rule either{
        Rule::Kind::any_of, {}, {}, {equals("kind", "a"), {Rule::Kind::rule, "insured", {}, {}}}};
    const Rule no_child{Rule::Kind::negation, {}, {}, {{Rule::Kind::one_of, "group", {"x", "y"}, {}}}};
    purpose.shown_when = {Rule::Kind::all_of, {}, {}, {old_enough, either, no_child}};
    return {name, purpose};
}

}  // namespace

IdentityCard sample_card() {
    IdentityCard card;
    card.name = PersonalText("𬱖𫖯");
    card.english_name = PersonalText("ZHANG SAN");
    card.sex = Sex::female;
    card.nation_code = "01";
    card.country_code = "CHN";
    card.birth = Personal<Date>({1949, 12, 31});
    card.address = PersonalText("广东省深圳市龙岗区\n中心城");
    card.number = PersonalText("11010519491231002X");
    card.issuer = PersonalText("深圳市公安局龙岗分局");
    card.valid_from = Personal<Date>({2020, 2, 29});
    card.permit_number = PersonalText("H01234567");
    card.photo = Personal<Bytes>(Bytes(1024, 0xA5));
    return card;
}

Application sample_application() {
    Application application;
    application.case_id = "0123456789abcdef0123456789abcdef";
    application.key = "fedcba9876543210fedcba9876543210";
    application.matter_id = "SI01";
    application.matter_version = 3;
    application.matter_case = "for_myself";
    application.person_reference = PersonalText("p-7Fz_2");
    application.form = {{"name", PersonalText("张三"), Source::card, "居民身份证"},
                        {"telephone", PersonalText(""), Source::citizen, ""}};
    application.consent = {"2025-1", std::string(64, 'a'), {1'735'689'600'123}};
    application.language = Language::en;
    return application;
}

Decision sample_approval() {
    Decision decision;
    decision.verdict = Verdict::approved;
    decision.case_number = "440307-20250101-000123";
    decision.reason_code = "insured";
    decision.reason = words("参保状态正常", "Insured");
    decision.deadline = "2025-01-31";
    decision.pick_up_code = "A7-42";
    decision.document_id = "doc-1";
    decision.pages = 2;
    return decision;
}

Matter sample_matter() {
    Matter matter;
    matter.id = "SI01";
    matter.version = 3;
    matter.implementation_code = "11440307MB2D0000004440111001000";
    matter.group = "social";
    matter.icon = "shield";
    matter.popularity = 90;
    matter.name = words("社会保险参保证明", "Social insurance certificate");
    matter.summary = words("打印参保证明", "Print it");
    matter.search_words = {"社保", "参保"};
    matter.department = words("人社局", "Bureau");
    matter.who_may_apply = words("参保人", "The insured");
    matter.time_limit = words("立等可取", "At once");
    matter.legal_time_limit = words("1个工作日", "1 working day");
    matter.fee_words = words("免费", "Free");
    matter.basis = words("社会保险法", "Social Insurance Law");
    matter.needed = {words("居民身份证", "Resident identity card")};
    matter.fee_fen = 0;
    matter.minimum_age = 14;
    matter.cases = {{"for_myself", words("本人", "For myself"), words("本人办理", "In person")},
                    {"other", words("其他", "Other"), {}}};
    matter.identify = {IdentifyMethod::id_card};
    matter.consent.version = "2025-1";
    matter.consent.who = words("谁", "who");
    matter.consent.what = words("什么", "what");
    matter.consent.why = words("为何", "why");
    matter.consent.how_long = words("多久", "how long");
    matter.form = sample_form();
    matter.declaration = words("属实", "It is true");
    matter.outputs = {{OutputKind::print, "si_certificate", words("参保证明", "Certificate")}};
    matter.needs = {DeviceClass::id_card_reader, DeviceClass::document_printer};
    matter.rules = {"insured"};
    matter.steps = {{"agree", StepKind::consent, {{equals("a", "b"), "who"}, {Rule{}, "end"}}},
                    {"who", StepKind::identify, {{Rule{}, "end"}}},
                    {"end", StepKind::finish, {}}};
    return matter;
}

Catalogue sample_catalogue() {
    Catalogue catalogue;
    catalogue.version = 12;
    catalogue.groups = {
        {"social", "shield", words("社会保障", "Social security"), words("社保", "all of it"), 2},
        {"other", "star", words("其他", "Other"), {}, 0}};
    catalogue.matters = {sample_matter()};
    return catalogue;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from << " does not stand in " << text;
    if (at == std::string::npos) return text;
    EXPECT_EQ(text.find(from, at + 1), std::string::npos) << from << " stands twice in " << text;
    return text.replace(at, from.size(), to);
}

}  // namespace kiosk24::wire
