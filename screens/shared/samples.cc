#include "screens/shared/sample.h"

namespace kiosk24::screens {
namespace {

LocalText both(std::string chinese, std::string english) {
    return {{{Language::zh_hans, std::move(chinese)}, {Language::en, std::move(english)}}};
}

FormField field(std::string id, LocalText label, Source source) {
    FormField field;
    field.id = field.from = std::move(id);
    field.label = std::move(label);
    field.source = source;
    return field;
}

Consent face_consent() {
    Consent consent;
    consent.version = "face-2026-1";
    consent.who = both("由市政务服务平台比对，不交给其他任何人。",
                       "The city's service platform compares; nobody else receives the picture.");
    consent.what = both("现在拍的一张照片，与您证件上的照片作一对一比对。",
                        "One picture taken now, compared one to one with the photo on your document.");
    consent.why = both("确认办理的是您本人。", "To confirm that it is you who applies.");
    consent.how_long = both("照片比对后立即清除，只保留比对结果、分值和算法版本。",
                            "The picture is wiped once compared; only the result, the score and the "
                            "version of the method are kept.");
    return consent;
}

Matter sample_matter() {
    Matter matter;
    matter.id = "SI01";
    matter.version = 1;
    matter.implementation_code = "11440399MB000000094442000001000";
    matter.group = "social";
    matter.icon = "shield";
    matter.popularity = 100;
    matter.name = both("社会保险参保证明（个人）", "Social insurance certificate");
    matter.summary = both("当场打印，盖有电子印章", "Printed here at once, with an electronic seal");
    matter.department = both("社会保险基金管理局", "Social Insurance Fund Administration");
    matter.who_may_apply = both("在本市参加过社会保险的本人", "Anyone insured in this city, in person");
    matter.time_limit = both("即来即办，约 1 分钟", "At once, about one minute");
    matter.fee_words = both("免费", "Free of charge");
    matter.needed = {both("本人居民身份证原件", "Your own ID card, the original")};
    matter.cases = {{"current", both("参保证明", "Participation certificate"),
                     both("1 页，写明目前参保状态", "1 page, with your present insurance status")},
                    {"detail", both("参保证明及缴费明细", "Certificate with contributions"),
                     both("2 页，含近 24 个月缴费", "2 pages, with the last 24 months")}};
    matter.consent.version = "2026-1";
    matter.consent.who =
        both("由社会保险基金管理局处理，本终端不保存您的个人信息。",
             "The Social Insurance Fund Administration handles your data; this terminal keeps none of it.");
    matter.consent.what = both("身份证上的姓名、性别、民族、出生日期、住址、公民身份号码，以及您的参保记录。",
                               "The name, sex, nation, date of birth, address and number on your ID card, "
                               "and your insurance record.");
    matter.consent.why = both("确认您本人身份，查询参保记录并出具证明。",
                              "To confirm that it is you, look up your record and issue the certificate.");
    matter.consent.how_long = both("终端内的信息在您离开时即清除；办件记录由主管部门依法保存。",
                                   "Wiped from this terminal as you leave; the case record is kept by the "
                                   "authority as the law requires.");
    matter.declaration = both("我确认以上信息属实，申请出具证明。",
                              "I confirm that the above is true and apply for the certificate.");
    matter.form = {field("name", both("姓名", "Name"), Source::card),
                   field("sex", both("性别", "Sex"), Source::card),
                   field("nation", both("民族", "Nation"), Source::card),
                   field("birth", both("出生日期", "Date of birth"), Source::card),
                   field("id_number", both("公民身份号码", "ID number"), Source::card),
                   field("address", both("住址", "Address"), Source::card),
                   field("insured_since", both("首次参保", "Insured since"), Source::platform),
                   field("employer", both("参保单位", "Employer"), Source::platform),
                   field("months_paid", both("累计缴费月数", "Months paid"), Source::platform)};
    matter.form[4].from = "number";
    matter.form[4].personal_digits = true;
    matter.identify = {IdentifyMethod::id_card, IdentifyMethod::e_id};
    matter.outputs = {{OutputKind::print, "certificate", both("参保证明", "Certificate")},
                      {OutputKind::receipt, "receipt", both("办理回执", "Receipt")}};
    matter.needs = {DeviceClass::id_card_reader, DeviceClass::document_printer};
    matter.steps = {{"consent", StepKind::consent, {{{}, "identify"}}},
                    {"identify", StepKind::identify, {{{}, "form"}}},
                    {"form", StepKind::form, {{{}, "review"}}},
                    {"review", StepKind::review, {{{}, "submit"}}},
                    {"submit", StepKind::submit, {{{}, "print"}}},
                    {"print", StepKind::print, {{{}, "finish"}}},
                    {"finish", StepKind::finish, {}}};
    return matter;
}

CataloguePtr sample_catalogue() {
    auto catalogue = std::make_shared<Catalogue>();
    catalogue->version = 1;
    const std::pair<const char*, std::pair<const char*, LocalText>> groups[] = {
        {"social", {"shield", both("社会保险", "Social insurance")}},
        {"identity", {"badge", both("身份证办理", "Identity cards")}},
        {"housing", {"home", both("住房公积金", "Housing fund")}},
        {"estate", {"location_city", both("不动产登记", "Real estate")}},
        {"traffic", {"car", both("车驾管业务", "Vehicles, licences")}},
        {"entry", {"flight", both("出入境业务", "Exit and entry")}},
        {"medical", {"health", both("医疗保障", "Medical security")}},
        {"tax", {"receipt", both("税务服务", "Taxes")}},
        {"business", {"business", both("企业开办", "Start a business")}},
        {"family", {"favorite", both("婚育服务", "Marriage, birth")}},
        {"law", {"gavel", both("法律援助", "Legal aid")}},
        {"life", {"payment", both("生活缴费", "Bills")}}};
    int tint = 0;
    for (const auto& [id, looks] : groups)
        catalogue->groups.push_back({id, looks.first, looks.second,
                                     both("请到公共服务窗口", "At the traffic police window"), tint++});
    catalogue->groups[0].about = both("参保证明 缴费明细", "Certificate, contributions");
    catalogue->matters.push_back(sample_matter());
    return catalogue;
}

// The same, with a face step after the card.
CataloguePtr catalogue_with_face(const Catalogue& from) {
    auto catalogue = std::make_shared<Catalogue>(from);
    auto& matter = catalogue->matters.front();
    matter.face_consent = face_consent();
    for (auto& step : matter.steps) {
        if (step.kind == StepKind::identify) step.next = {{{}, "face"}};
    }
    matter.steps.push_back({"face", StepKind::face, {{{}, "form"}}});
    return catalogue;
}

IdentityCard sample_card() {
    IdentityCard card;
    card.name = PersonalText("李测试");
    card.sex = Sex::male;
    card.nation_code = "01";
    card.birth = Personal<Date>({1949, 12, 31});
    card.address = PersonalText("广东省深圳市龙岗区测试路1号");
    card.number = PersonalText("11010519491231002X");
    card.issuer = PersonalText("深圳市公安局龙岗分局");
    card.valid_from = Personal<Date>({2020, 1, 1});
    return card;
}

FormValue value(std::string field, std::string words, Source source) {
    return {.field = std::move(field),
            .value = PersonalText(std::move(words)),
            .source = source,
            .source_name = source == Source::platform ? "社保库" : ""};
}

void fill_form(Session& session) {
    session.form = {value("name", "李测试", Source::card),
                    value("sex", "1", Source::card),
                    value("nation", "01", Source::card),
                    value("birth", "1949-12-31", Source::card),
                    value("id_number", "11010519491231002X", Source::card),
                    value("address", "广东省深圳市龙岗区测试路1号", Source::card),
                    value("insured_since", "1998-07", Source::platform),
                    value("employer", "深圳市龙岗区示例科技有限公司", Source::platform),
                    value("months_paid", "264", Source::platform)};
    session.is_prefilled = true;
}

CaseFile sample_case() {
    CaseFile file;
    file.id = "0123456789abcdef0123456789abcdef";
    file.matter_id = "SI01";
    file.matter_version = 1;
    file.matter_case = "current";
    file.opened_at = {1'779'261'000'000};
    file.key = "fedcba9876543210fedcba9876543210";
    file.consented = file.was_sent = true;
    file.verdict = Verdict::approved;
    file.case_number = "11440399MB000000094442000001000202605200001";
    file.document_id = "d1";
    file.pages = {PageState::waiting};
    return file;
}

Guide sample_guide() {
    Guide guide;
    guide.summary = {.id = "SI01",
                     .kind = GuideKind::matter,
                     .title = both("社会保险参保证明办事指南", "Guide: social insurance certificate"),
                     .about = {},
                     .issuer = both("社会保险基金管理局", "Social Insurance Fund Administration"),
                     .updated = {2026, 5, 6}};
    const LocalText body = both(
        "在本市参加过社会保险的本人。\n代他人办理的，请持委托书和双方身份证到服务窗口。",
        "Anyone insured in this city, in person.\nOn behalf of somebody else: at the window, with a letter "
        "of authority and both ID cards.");
    for (const auto& heading :
         {both("谁可以办", "Who may apply"), both("需要带什么", "What to bring"),
          both("多久办好", "How long it takes"), both("收费标准", "What it costs"),
          both("办理依据", "Legal basis"), both("咨询与监督", "Questions and complaints")})
        guide.sections.push_back({heading, body});
    for (const auto language : kLanguages)
        guide.papers[language] = {"guide-SI01", "ZN-SI01-2026-05-06", 2};
    return guide;
}

std::vector<GuideSummary> sample_guides() {
    auto policy = sample_guide().summary;
    policy.id = "open-government";
    policy.kind = GuideKind::policy;
    policy.title = both("政府信息公开指南（2026年版）", "How to see government information, 2026");
    auto second = sample_guide().summary;
    second.id = "CV01";
    second.title = both("高龄老人津贴办事指南", "Guide: old-age allowance");
    return {sample_guide().summary, second, policy};
}

std::vector<CaseSummary> sample_summaries() {
    CaseSummary approved;
    approved.case_number = "11440399MB000000094442000001000202605200001";
    approved.matter_id = "SI01";
    approved.verdict = Verdict::approved;
    approved.filed = approved.decided = {2026, 5, 20};
    approved.document_id = "d1";
    approved.pages = 1;
    CaseSummary human = approved;
    human.case_number.back() = '2';
    human.matter_id = "CV01";
    human.matter_name = both("高龄老人津贴", "Old-age allowance");
    human.department = both("示范区民政局", "Demonstration District Civil Affairs Bureau");
    human.verdict = Verdict::human;
    human.filed = {2026, 5, 18};
    human.decided = {};
    human.deadline = {2026, 5, 27};
    human.document_id.clear();
    CaseSummary refused = human;
    refused.case_number.back() = '3';
    refused.verdict = Verdict::refused;
    refused.filed = {2026, 4, 2};
    return {approved, human, refused};
}

// What is read or asked before anybody says who they are.
void open_to_all(Session& session) {
    if (session.situation == Situation::guide_list || session.situation == Situation::guide ||
        session.situation == Situation::case_ask) {
        session.card.reset();
        session.person.reset();
        session.form.clear();
    }
    if (session.situation == Situation::guide_list || session.situation == Situation::guide) {
        session.guides = GuideReading{.list = sample_guides(), .is_listed = true, .wanted = {}, .guide = {}};
        if (session.situation == Situation::guide) session.guides->guide = sample_guide();
    }
    if (session.situation != Situation::case_list && session.situation != Situation::case_story) return;
    session.look =
        CaseLook{.cases = sample_summaries(), .here = {}, .is_told = true, .by_card = true, .chosen = {}};
    if (session.situation == Situation::case_story)
        session.look->chosen = session.look->cases.front().case_number;
}

}  // namespace

State sample_state() {
    State state;
    state.terminal.id = "LG-0001";
    state.terminal.type = "comprehensive";
    state.terminal.site = both("龙城街道政务服务中心", "Longcheng Street Service Hall");
    state.terminal.district = both("龙岗区", "Longgang District");
    state.terminal.nearest =
        both("吉祥社区党群服务中心（步行 6 分钟）", "Jixiang Community Centre, 6 minutes on foot");
    state.terminal.devices = {
        {"reader", DeviceClass::id_card_reader},     {"a4", DeviceClass::document_printer},
        {"verify", DeviceClass::document_verify},    {"scanner", DeviceClass::code_reader},
        {"camera", DeviceClass::face_camera},        {"receipt", DeviceClass::receipt_printer},
        {"composer", DeviceClass::document_composer}};
    Condition online;
    online.state = DeviceState::online;
    online.paper = SupplyState::full;
    for (const auto& slot : state.terminal.devices)
        state.devices.push_back({slot, online, 0, {"any", "any", "", "", {}}});
    state.last.now = {Milliseconds{1'000'000}};
    state.last.wall = {1'779'258'720'000};  // 2026-05-20 14:32 in China
    state.journal_open = true;
    state.boot = 1;
    state.catalogue = sample_catalogue();
    state.platform_reachable = true;
    return state;
}

State sample_state_at(Situation situation) {
    State state = sample_state();
    Session session;
    session.id = "0011223344556677";
    session.began = session.last_touch = session.situation_since = state.last.now;
    session.situation = situation;
    if (situation == Situation::face_consent || situation == Situation::face)
        state.catalogue = catalogue_with_face(*state.catalogue);
    if (situation != Situation::home) {
        session.matter_id = "SI01";
        session.matter_case = "current";
    }
    if (situation > Situation::reading) {
        session.card = sample_card();
        session.person = ConfirmedPerson{PersonalText("r"), PersonalText("李测试")};
        fill_form(session);
    }
    open_to_all(session);
    if (situation > Situation::review || situation == Situation::earlier_case) {
        const CaseFile file = sample_case();
        session.case_id = file.id;
        session.earlier_cases = {file.id};
        state.cases[file.id] = file;
    }
    if (situation == Situation::draft) {
        constexpr std::int64_t kHour_ms = 3'600'000;
        session.draft = Draft();
        session.draft->key = "d";
        session.draft->matter_id = "SI01";
        session.draft->kept_at.unix_ms = state.last.wall.unix_ms - 5 * kHour_ms;
        session.draft->expires_at.unix_ms = session.draft->kept_at.unix_ms + 24 * kHour_ms;
    }
    if (situation == Situation::printing || situation == Situation::take_paper) {
        session.printing = Printing{};
        session.printing->document_id = "d1";
        session.printing->pages = 1;
        session.printing->page = 1;
        session.printing->is_verified = true;
        session.waiting_for = 1;
    }
    state.session = std::move(session);
    return state;
}

State sample_service_at(ServicePlace place) {
    State state = sample_state();
    state.terminal.service.is_offered = true;
    state.remote.is_used = true;
    ServiceMode service;
    service.place = place;
    service.began = service.last_touch = state.last.now;
    state.service = std::move(service);
    return state;
}

}  // namespace kiosk24::screens
