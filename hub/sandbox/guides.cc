#include "hub/sandbox/guides.h"

#include <algorithm>

#include "hub/sandbox/decisions.h"

namespace kiosk24::sandbox {
namespace {

constexpr std::string_view kDocumentPrefix = "guide.";
constexpr Date kGuidesOf{2026, 11, 2};

LocalText joined(const std::vector<LocalText>& items) {
    LocalText all;
    for (const auto language : kLanguages) {
        std::string text;
        for (std::size_t i = 0; i < items.size(); ++i)
            text += (i == 0 ? "" : "\n") + std::to_string(i + 1) + ". " + items[i].get(language);
        all.in[language] = text;
    }
    return all;
}

LocalText both_lines(const LocalText& first, const LocalText& second) {
    LocalText all;
    for (const auto language : kLanguages) {
        const std::string more = second.in.empty() ? "" : "\n" + second.get(language);
        all.in[language] = first.get(language) + more;
    }
    return all;
}

LocalText cases_of(const Matter& matter) {
    std::vector<LocalText> items;
    for (const auto& one : matter.cases) {
        LocalText item;
        for (const auto language : kLanguages) {
            const std::string about = one.about.get(language);
            const char* dash = language == Language::zh_hans ? "：" : ": ";
            item.in[language] = one.name.get(language) + (about.empty() ? "" : dash + about);
        }
        items.push_back(std::move(item));
    }
    return joined(items);
}

void add_papers(Guide& guide, const std::string& number) {
    for (const auto language : kLanguages)
        guide.papers[language] = {guide_document_id(guide.summary.id, language), number, 0};
}

Guide guide_to(const Matter& matter) {
    Guide guide;
    guide.summary.id = matter.id;
    guide.summary.kind = GuideKind::matter;
    guide.summary.title =
        both(matter.name.get(Language::zh_hans) + "办事指南", "Guide: " + matter.name.get(Language::en));
    guide.summary.about = matter.summary;
    guide.summary.issuer = matter.department;
    guide.summary.updated = kGuidesOf;
    const auto add = [&](LocalText heading, LocalText body) {
        if (!body.in.empty()) guide.sections.push_back({std::move(heading), std::move(body)});
    };
    add(both("能办什么", "What it is"), both_lines(matter.summary, cases_of(matter)));
    add(both("谁可以办", "Who may apply"), matter.who_may_apply);
    add(both("需要带什么", "What to bring"), joined(matter.needed));
    LocalText by_law;
    if (!matter.legal_time_limit.in.empty())
        by_law = both("法定时限：" + matter.legal_time_limit.get(Language::zh_hans),
                      "By law: " + matter.legal_time_limit.get(Language::en));
    add(both("多久办好", "How long it takes"), both_lines(matter.time_limit, by_law));
    add(both("收费标准", "What it costs"), matter.fee_words);
    add(both("在哪里办", "Where"),
        both("政务服务自助终端全天可办；也可到示范区政务服务大厅窗口办理，两种方式效力相同。\n"
             "不会用终端的，请按“帮助”请工作人员指导。",
             "At a self-service terminal at any hour, or at the windows of the demonstration district's "
             "service hall; both are of equal effect.\nIf you would rather be helped, press \"Help\"."));
    add(both("办理依据", "Legal basis"), matter.basis);
    add(both("咨询和监督", "Questions and complaints"),
        both("咨询电话：12345（24小时）。\n对办理结果有异议的，可在收到决定之日起60日内申请行政复议。",
             "Telephone 12345, at any hour.\nWhoever objects to a decision may ask for administrative review "
             "within 60 days of receiving it."));
    add_papers(guide, "ZN-" + matter.id + "-" + std::to_string(matter.version));
    return guide;
}

struct Policy {
    const char *id, *number;
    LocalText title, about;
    Date updated;
    std::vector<GuideSection> sections;
};

// Invented, like the district. The rules in them are those of the matters here and of the law they name.
std::vector<Policy> policies() {
    return {
        {"open-government",
         "GK-2026-01",
         both("示范区政府信息公开指南", "How to see government information"),
         both("哪些信息公开、怎样申请", "What is public, and how to ask"),
         {2026, 1, 8},
         {{both("主动公开的信息", "What is published"),
           both(
               "行政法规、规章和规范性文件，机关职能、办公地址和联系方式，办理行政许可的依据、条件、程序和结"
               "果，"
               "行政事业性收费项目及标准，以及法律规定应当公开的其他信息。",
               "Regulations and official documents; what each authority does, where and how to reach it; the "
               "basis, conditions, steps and results of licences; fees; and whatever else the law says.")},
          {both("怎样查阅", "How to read it"),
           both("政府网站、政务服务大厅公共查阅点和自助终端均可免费查阅。\n在自助终端查阅、打印不需要出示证件"
                "。",
                "On the government's website, at the reading point of the service hall and at self-service "
                "terminals, free of charge.\nReading and printing at a terminal needs no ID.")},
          {both("怎样申请公开", "How to ask for more"),
           both("没有主动公开的信息，可以当面、邮寄或网上提出申请，写明姓名或名称、身份证明、联系方式，以及所"
                "需信息的"
                "名称或特征。",
                "What is not published can be asked for in person, by post or online. Give your name, proof "
                "of "
                "identity, how to reach you, and what you are looking for.")},
          {both("答复期限", "When you get an answer"),
           both(
               "能够当场答复的当场答复；不能当场答复的，自收到申请之日起20个工作日内答复，需要延长的，经批准"
               "最多再"
               "延长20个工作日，并告知申请人。",
               "At once where possible; otherwise within 20 working days. If more time is needed, at most 20 "
               "working days more, and the applicant is told.")},
          {both("收费", "Fees"), both("不收费。", "None.")},
          {both("依据", "Legal basis"), both("《中华人民共和国政府信息公开条例》（2019年修订）。",
                                             "Regulations on Open Government Information (revised 2019).")}}},
        {"terminal-privacy",
         "GK-2026-07",
         both("自助终端个人信息保护说明", "How terminals protect personal information"),
         both("用了哪些信息、保存多久", "What is used, and for how long"),
         {2026, 7, 1},
         {{both("处理哪些信息", "What is used"),
           both("只处理所办事项需要的信息，在读取证件之前逐项告知并征得同意。不同意的，可以到窗口办理，服务是"
                "同样的。",
                "Only what the matter needs. Before a card is read, each item is named and you are asked. If "
                "you do not agree, the window serves you just the same.")},
          {both("人脸", "Faces"),
           both(
               "人脸比对不是唯一的核验方式，单独征得同意；不愿意的可以选择其他方式。比对完成后照片立即删除。",
               "Comparing faces is never the only way and has its own consent; there is always another. The "
               "picture is deleted at once after the comparison.")},
          {both("保存多久", "How long"),
           both(
               "您离开终端时，终端内的个人信息立即清除。没有取走的纸张不会再打印。办件记录由主管部门按档案规"
               "定保存。",
               "What the terminal holds of you is wiped as you leave. Pages that were not printed never will "
               "be. The case itself is kept by the authority as its records rules say.")},
          {both("您的权利", "Your rights"),
           both("您可以查询、复制、更正本人的信息，可以撤回同意。14周岁以下未成年人的信息由监护人作决定。\n咨"
                "询和投诉：12345。",
                "You may see, copy and correct what is held of you, and take back your consent. For children "
                "under 14 a guardian decides.\nQuestions and complaints: 12345.")},
          {both("依据", "Legal basis"),
           both("《中华人民共和国个人信息保护法》《人脸识别技术应用安全管理办法》。",
                "Personal Information Protection Law; Measures for the Security Management of Facial "
                "Recognition.")}}},
        {"service-rating",
         "GK-2026-11",
         both("政务服务“好差评”说明", "Rating public services"),
         both("怎样评价、评价以后怎样", "How to rate, and what happens then"),
         {2026, 9, 15},
         {{both("评什么", "What is rated"),
           both("每次办事后可以评价一次，分五级：非常满意、满意、基本满意、不满意、非常不满意。评价自愿，不评"
                "价不影响办事。",
                "Each service once, in five levels from very good to very poor. It is voluntary and changes "
                "nothing for your case.")},
          {both("差评以后", "After a poor rating"),
           both(
               "收到差评的，1个工作日内核实联系，15个工作日内整改并答复；评价人的信息不向被评价人公开。",
               "A poor rating is looked into within one working day and answered within 15. Who rated is not "
               "shown to those who were rated.")},
          {both("依据", "Legal basis"),
           both("《国务院办公厅关于建立政务服务“好差评”制度提高政务服务水平的意见》（国办发〔2019〕51号）。",
                "Opinions of the General Office of the State Council, Guobanfa [2019] No. 51.")}}},
    };
}

Guide guide_to(Policy policy) {
    Guide guide;
    guide.summary = {.id = policy.id,
                     .kind = GuideKind::policy,
                     .title = std::move(policy.title),
                     .about = std::move(policy.about),
                     .issuer = both("示范区政务服务和数据管理局",
                                    "Demonstration District Government Services and Data Bureau"),
                     .updated = policy.updated};
    guide.sections = std::move(policy.sections);
    add_papers(guide, policy.number);
    return guide;
}

}  // namespace

std::vector<Guide> guides_of(const Catalogue& catalogue) {
    std::vector<Guide> guides;
    for (const auto& matter : catalogue.matters)
        if (files_application(matter)) guides.push_back(guide_to(matter));
    for (auto& policy : policies())
        guides.push_back(guide_to(std::move(policy)));
    return guides;
}

std::string guide_document_id(const std::string& guide_id, Language language) {
    return std::string(kDocumentPrefix) + guide_id + "." + std::string(tag_of(language));
}

std::optional<GuideDocument> guide_document_named(std::string_view document_id) {
    const auto dot = document_id.rfind('.');
    if (!document_id.starts_with(kDocumentPrefix) || dot < kDocumentPrefix.size()) return std::nullopt;
    const auto language = language_tagged(document_id.substr(dot + 1));
    if (!language) return std::nullopt;
    return GuideDocument{
        std::string(document_id.substr(kDocumentPrefix.size(), dot - kDocumentPrefix.size())), *language};
}

}  // namespace kiosk24::sandbox
