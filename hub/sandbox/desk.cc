#include "hub/sandbox/desk.h"

#include <algorithm>
#include <iterator>

#include "hub/sandbox/allowance.h"
#include "hub/sandbox/allowance_notice.h"
#include "hub/sandbox/certificate.h"
#include "hub/sandbox/decisions.h"
#include "hub/sandbox/licence_copy.h"
#include "kiosk/model/face.h"

namespace kiosk24::sandbox {
namespace {

FormValue from_register(std::string_view source, std::string field, std::string value) {
    return {std::move(field), PersonalText(std::move(value)), Source::platform, std::string(source)};
}

// --- SI01, participation certificate

Prefill prefill_insurance(const Person& person, Date today) {
    constexpr std::string_view kRegister = "社会保险登记库";
    const InsuranceRecord record = record_of(person, today);
    if (!record.is_insured) return {};
    return {
        {from_register(kRegister, "insured_since", iso_date({record.since.year(), record.since.month(), 1})),
         from_register(kRegister, "employer", record.employer.get(Language::zh_hans)),
         from_register(kRegister, "kinds", record.kinds),
         from_register(kRegister, "months_paid", std::to_string(record.months_paid))}};
}

Decision decide_insurance(const Filing& filing) {
    return decide_participation_certificate(filing.person, record_of(filing.person, filing.today),
                                            filing.printing, filing.today);
}

Result<DrawnDocument> draw_insurance(const Filing& filing, const PaperHead& head) {
    const bool has_list = filing.application.matter_case == "detail";
    return draw_certificate(
        {.form = has_list ? CertificateForm::detail : CertificateForm::current, .head = head}, filing.person,
        record_of(filing.person, filing.today));
}

// --- CV01, old-age allowance

Prefill prefill_allowance(const Person& person, Date today) {
    constexpr std::string_view kRegister = "人口库";
    const Household household = household_of(person, today);
    Prefill prefill{{from_register(kRegister, "household", household.place.get(Language::zh_hans)),
                     from_register(kRegister, "age", std::to_string(age_on(person.birth, today)))}};
    if (household.is_local)
        prefill.values.push_back(from_register(kRegister, "household_since", iso_date(household.since)));
    return prefill;
}

Decision decide_for_the_old(const Filing& filing) {
    const AllowanceFacts facts{.household = household_of(filing.person, filing.today),
                               .is_drawing = filing.was_granted || draws_already(filing.person, filing.today),
                               .kind = allowance_case_named(filing.application.matter_case)};
    return decide_allowance(filing.person, facts, filing.printing, filing.today);
}

Result<DrawnDocument> draw_for_the_old(const Filing& filing, const PaperHead& head) {
    const AllowanceNotice notice{
        .head = head,
        .kind = allowance_case_named(filing.application.matter_case),
        .account = PersonalText(std::string(value_in(filing.application, "bank_card"))),
        .household = household_of(filing.person, filing.today)};
    return draw_allowance_notice(notice, filing.person);
}

// --- EN02, business licence copy

Prefill prefill_nothing(const Person&, Date) {
    return {};
}

const Enterprise* enterprise_in(const Filing& filing) {
    return enterprise_coded(value_in(filing.application, "credit_code"));
}

Decision decide_copy(const Filing& filing) {
    auto decision = decide_licence_copy(filing.person, enterprise_in(filing));
    // The rule comes first; then whoever was not compared, or was not alike, is seen by a person.
    if (decision.verdict == Verdict::approved &&
        value_in(filing.application, "face") != name_of(FaceStanding::same))
        return to_a_person(
            "face_not_compared",
            both("没有作人脸比对或没有比对成功，由工作人员核实您的身份后办理。",
                 "Your face was not compared, or did not match. A member of staff checks who you "
                 "are and issues the copy."),
            filing.today);
    if (decision.verdict == Verdict::approved && filing.printing == NamePrinting::impossible)
        return name_not_printable(filing.today);
    return decision;
}

Result<DrawnDocument> draw_copy(const Filing& filing, const PaperHead& head) {
    const Enterprise* enterprise = enterprise_in(filing);
    if (enterprise == nullptr) return Error(Code::not_found, "a licence of no enterprise");
    return draw_licence_copy(*enterprise, filing.person, head);
}

// --- CV02, home visits

Decision decide_visit(const Filing& filing) {
    return to_a_person("visit_to_be_arranged",
                       both("已登记，由社区工作人员与您电话联系，约定上门时间。",
                            "You are registered. A member of staff calls you and arranges the visit."),
                       filing.today);
}

Result<DrawnDocument> draw_no_paper(const Filing&, const PaperHead&) {
    return Error(Code::unsupported, "this matter gives no paper");
}

constexpr Desk kDesks[] = {
    {"SI01", "社会保险参保证明", prefill_insurance, decide_insurance, draw_insurance},
    {"CV01", "高龄津贴审核通知书", prefill_allowance, decide_for_the_old, draw_for_the_old},
    {"CV02", "居家探访登记", prefill_nothing, decide_visit, draw_no_paper},
    {"EN02", "营业执照（副本）", prefill_nothing, decide_copy, draw_copy},
};

}  // namespace

const Desk* desk_of(std::string_view matter_id) {
    const auto* found = std::find_if(std::begin(kDesks), std::end(kDesks),
                                     [&](const Desk& desk) { return desk.matter_id == matter_id; });
    return found == std::end(kDesks) ? nullptr : found;
}

std::string_view value_in(const Application& application, std::string_view field) {
    for (const FormValue& value : application.form)
        if (value.field == field) return value.value.reveal();
    return {};
}

}  // namespace kiosk24::sandbox
