#include "hub/sandbox/decisions.h"

#include "hub/sandbox/rules.h"

namespace kiosk24::sandbox {

LocalText both(std::string zh, std::string en) {
    return {{{Language::zh_hans, std::move(zh)}, {Language::en, std::move(en)}}};
}

Decision approved() {
    Decision decision;
    decision.verdict = Verdict::approved;
    return decision;
}

Decision refused(std::string code, LocalText reason) {
    Decision decision;
    decision.verdict = Verdict::refused;
    decision.reason_code = std::move(code);
    decision.reason = std::move(reason);
    return decision;
}

Decision to_a_person(std::string code, LocalText reason, Date today) {
    constexpr int kReview_working_days = 5;
    Decision decision = refused(std::move(code), std::move(reason));
    decision.verdict = Verdict::human;
    decision.deadline = iso_date(working_days_after(today, kReview_working_days));
    return decision;
}

Decision name_not_printable(Date today) {
    return to_a_person("name_not_printable",
                       both("您姓名中有本系统暂不能打印的字，由工作人员为您开具，不会用别的字代替。",
                            "Your name has a character that cannot be printed here yet. A member of staff "
                            "will issue the paper; no other character is put in its place."),
                       today);
}

}  // namespace kiosk24::sandbox
