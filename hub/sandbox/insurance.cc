#include "hub/sandbox/insurance.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kiosk24::sandbox {
namespace {

constexpr int kListedMonths = 24;
constexpr int kWorkingAge_years = 16;

// FNV-1a over the number and a word, so that each invented fact has its own stream.
std::uint64_t draw(std::string_view number, std::string_view about) {
    std::uint64_t hash = 1469598103934665603u;
    for (std::string_view part : {number, about})
        for (char c : part)
            hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return hash ^ (hash >> 29);
}

LocalText both(std::string zh, std::string en) {
    return {{{Language::zh_hans, std::move(zh)}, {Language::en, std::move(en)}}};
}

const LocalText& employer_of(std::string_view number) {
    static const std::array<LocalText, 6> kEmployers{
        both("示范区云帆科技有限公司", "Yunfan Technology Co., Ltd., Demonstration District"),
        both("示范区启明电子制造有限公司", "Qiming Electronics Manufacturing Co., Ltd."),
        both("示范区绿洲物业服务有限公司", "Oasis Property Services Co., Ltd."),
        both("示范区第一实验学校", "First Experimental School, Demonstration District"),
        both("示范区海桐物流有限公司", "Haitong Logistics Co., Ltd."),
        both("示范区木棉餐饮管理有限公司", "Kapok Catering Management Co., Ltd.")};
    return kEmployers[draw(number, "employer") % kEmployers.size()];
}
const LocalText& own_account() {
    static const LocalText kWords =
        both("灵活就业人员（个人缴费）", "Flexible employment (paying for oneself)");
    return kWords;
}

// The month from which a kind of insurance existed.
Month began(Insurance insurance) {
    switch (insurance) {
        case Insurance::pension:
            return month_of({1987, 1, 1});
        case Insurance::medical:
            return month_of({1996, 7, 1});
        case Insurance::unemployment:
            return month_of({1999, 1, 1});
        case Insurance::injury:
            return month_of({2004, 1, 1});
        case Insurance::maternity:
            return month_of({2005, 7, 1});
    }
    return {};
}

struct Span {
    Month first, last;
    bool is_retired = false;
};
// From first job to the last closed month or to retirement.
Span working_life(const Person& person, Date today) {
    const std::string& number = person.number.reveal();
    const Month birth = month_of(person.birth);
    const Month now{month_of(today).count - 1};
    const Month retirement{birth.count + 12 * (person.sex == Sex::female ? 55 : 60) - 1};
    Span span;
    span.is_retired = retirement <= now;
    span.last = std::min(retirement, now);
    const int began_work = birth.count + 12 * 18 + static_cast<int>(draw(number, "begin") % 60);
    span.first = std::max(Month{began_work}, began(Insurance::pension));
    // Whoever retired before, or has only just begun, still has some months behind them.
    if (span.first > span.last) span.first = Month{span.last.count - (span.is_retired ? 179 : 3)};
    return span;
}

InsuranceState state_of(Insurance insurance, const Span& span, int gap_months) {
    InsuranceState state{insurance, Participation::none, {}, {}, 0};
    state.first = std::max(span.first, began(insurance));
    state.last = span.last;
    if (state.first > state.last) return state;
    const int months = state.last.count - state.first.count + 1;
    state.months_paid = months > kListedMonths + gap_months ? months - gap_months : months;
    const bool goes_on_after_work = insurance == Insurance::pension || insurance == Insurance::medical;
    if (!span.is_retired) {
        state.participation = Participation::active;
    } else {
        state.participation = goes_on_after_work ? Participation::drawing : Participation::stopped;
    }
    return state;
}

std::vector<Contribution> last_months(std::string_view number, const Span& span, bool pays_five) {
    std::vector<Contribution> list;
    const int base_now = 4000 + static_cast<int>(draw(number, "base") % 1200) * 10;
    const int from = std::max(span.first.count, span.last.count - kListedMonths + 1);
    for (int count = from; count <= span.last.count; ++count) {
        // Bases are set anew each July, about 4 % higher.
        const int julys_ahead = (span.last.count + 6) / 12 - (count + 6) / 12;
        Contribution one;
        one.month = {count};
        one.base_yuan = base_now * (100 - 4 * julys_ahead) / 100;
        one.pension_fen = one.base_yuan * 8;
        one.medical_fen = one.base_yuan * 2;
        one.unemployment_fen = pays_five ? one.base_yuan * 3 / 10 : 0;
        list.push_back(one);
    }
    return list;
}

}  // namespace

std::string words_of(Month month, Language language) {
    static constexpr std::string_view kNames[] = {"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
    if (language == Language::zh_hans) return fmt::format("{}年{}月", month.year(), month.month());
    return fmt::format("{} {}", kNames[month.month() - 1], month.year());
}

const LocalText& words_of(Insurance insurance) {
    static const std::array<LocalText, 5> kWords{
        both("基本养老保险", "Basic pension"), both("基本医疗保险", "Basic medical"),
        both("失业保险", "Unemployment"), both("工伤保险", "Work injury"), both("生育保险", "Maternity")};
    return kWords[static_cast<std::size_t>(insurance)];
}

const LocalText& words_of(Participation participation) {
    static const std::array<LocalText, 4> kWords{both("未参保", "Not insured"), both("正常参保", "Insured"),
                                                 both("停止缴费", "No longer paying"),
                                                 both("享受待遇", "Drawing benefits")};
    return kWords[static_cast<std::size_t>(participation)];
}

InsuranceRecord record_of(const Person& person, Date today) {
    InsuranceRecord record;
    const std::string& number = person.number.reveal();
    const Story story = story_of(number);
    if (story == Story::never_insured || age_on(person.birth, today) < kWorkingAge_years) return record;
    const bool pays_five = draw(number, "own account") % 6 != 1;
    const int gap_months = static_cast<int>(draw(number, "gap") % 9);
    const Span span = working_life(person, today);
    record.is_insured = true;
    record.is_under_review = story == Story::under_review;
    record.since = span.first;
    record.employer = pays_five ? employer_of(number) : own_account();
    record.kinds = pays_five ? "five" : "two";
    for (Insurance insurance : kInsurances) {
        const bool pays = pays_five || insurance == Insurance::pension || insurance == Insurance::medical;
        record.states.push_back(pays ? state_of(insurance, span, gap_months)
                                     : InsuranceState{insurance, Participation::none, {}, {}, 0});
    }
    record.months_paid = record.states.front().months_paid;
    record.last_months = last_months(number, span, pays_five);
    return record;
}

}  // namespace kiosk24::sandbox
