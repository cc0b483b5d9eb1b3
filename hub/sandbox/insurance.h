// The social insurance register of the sandbox: what it holds on a person, invented from the number alone
// (and today's date, because people go on paying). Plausible, not true: the years in which each kind of
// insurance began, the ages of retirement and the rates of the personal share follow the usual rules.
#pragma once

#include <string>
#include <vector>

#include "hub/sandbox/people.h"
#include "kiosk/model/language.h"

namespace kiosk24::sandbox {

// A month as a count since year 0, so that arithmetic is plain.
struct Month {
    int count = 0;
    int year() const { return count / 12; }
    int month() const { return count % 12 + 1; }
    auto operator<=>(const Month&) const = default;
};
inline Month month_of(Date date) {
    return {date.year * 12 + date.month - 1};
}
// "1992年8月" / "August 1992"
std::string words_of(Month month, Language language);

enum class Insurance { pension, medical, unemployment, injury, maternity };
inline constexpr Insurance kInsurances[] = {Insurance::pension, Insurance::medical, Insurance::unemployment,
                                            Insurance::injury, Insurance::maternity};
const LocalText& words_of(Insurance insurance);

enum class Participation { none, active, stopped, drawing };  // 未参保, 正常参保, 停止缴费, 享受待遇
const LocalText& words_of(Participation participation);

struct InsuranceState {
    Insurance insurance = Insurance::pension;
    Participation participation = Participation::none;
    Month first, last;    // the months paid first and last
    int months_paid = 0;  // between them
};
struct Contribution {
    Month month;
    int base_yuan = 0;
    int pension_fen = 0, medical_fen = 0, unemployment_fen = 0;  // the person's own share
};
struct InsuranceRecord {
    bool is_insured = false;       // there is a participation record
    bool is_under_review = false;  // it is being corrected: only a person may certify it
    Month since;
    LocalText employer;
    std::string kinds;  // "five", "two": the choice the form shows (config/catalogue/SI01.json)
    int months_paid = 0;
    std::vector<InsuranceState> states;     // one for each insurance, in order
    std::vector<Contribution> last_months;  // the last 24 paid, oldest first
};
InsuranceRecord record_of(const Person& person, Date today);

}  // namespace kiosk24::sandbox
