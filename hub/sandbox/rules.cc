#include "hub/sandbox/rules.h"

#include <fmt/format.h>

#include <chrono>

#include "hub/sandbox/decisions.h"

namespace kiosk24::sandbox {
namespace {

constexpr int kGuardianBelow_years = 14;

}  // namespace

Decision decide_participation_certificate(const Person& person, const InsuranceRecord& record,
                                          NamePrinting printing, Date today) {
    if (age_on(person.birth, today) < kGuardianBelow_years)
        return refused("guardian_must_apply",
                       both("未满14周岁的，由监护人持户口簿到社保服务窗口代为申请。",
                            "For a child under 14, a guardian applies at the social insurance window with "
                            "the household register."));
    if (!record.is_insured)
        return refused("no_participation_record",
                       both("规则：有参保记录的人才能开具参保证明。在本区没有查到您的参保记录。如果您在"
                            "其他城市参保，请向参保地社保机构申请；如果您认为应当有记录，请携带劳动合同到"
                            "社保服务窗口查询。",
                            "Rule: only somebody with a participation record can be given this certificate. "
                            "There is no record of you in this district. If you are insured in another city, "
                            "ask there; if you believe there should be a record, bring your labour contract "
                            "to the social insurance window."));
    if (record.is_under_review)
        return to_a_person("record_under_review",
                           both("您的参保记录正在更正，由工作人员核对后开具证明。",
                                "Your participation record is being corrected. A member of staff will check "
                                "it and issue the certificate."),
                           today);
    if (printing == NamePrinting::impossible) return name_not_printable(today);
    return approved();
}

Date working_days_after(Date from, int days) {
    std::chrono::sys_days day = std::chrono::year_month_day{
        std::chrono::year{from.year}, std::chrono::month{static_cast<unsigned>(from.month)},
        std::chrono::day{static_cast<unsigned>(from.day)}};
    while (days > 0) {
        day += std::chrono::days{1};
        const unsigned weekday = std::chrono::weekday{day}.c_encoding();
        if (weekday != 0 && weekday != 6) --days;
    }
    const std::chrono::year_month_day found{day};
    return {static_cast<int>(found.year()), static_cast<int>(static_cast<unsigned>(found.month())),
            static_cast<int>(static_cast<unsigned>(found.day()))};
}

std::string iso_date(Date date) {
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace kiosk24::sandbox
