#include "screens/shared/case_words.h"

namespace kiosk24::screens {

CaseState state_of_case(Verdict verdict, const Say& say) {
    switch (verdict) {
        case Verdict::approved:
            return {say("case_state.approved"), ui::ColourRole::success};
        case Verdict::refused:
            return {say("case_state.refused"), ui::ColourRole::danger};
        case Verdict::human:
            return {say("case_state.human"), ui::ColourRole::accent};
        case Verdict::pending:
        case Verdict::none:
            break;
    }
    return {say("case_state.pending"), ui::ColourRole::accent};
}

std::string matter_of(const CaseSummary& summary, const State& state, const Say& say) {
    const auto* matter = state.catalogue ? state.catalogue->find(summary.matter_id) : nullptr;
    if (matter != nullptr) return say(matter->name);
    const auto& told = say(summary.matter_name);
    return told.empty() ? summary.matter_id : told;
}

std::string department_of(const CaseSummary& summary, const State& state, const Say& say) {
    const auto* matter = state.catalogue ? state.catalogue->find(summary.matter_id) : nullptr;
    return matter != nullptr ? say(matter->department) : say(summary.department);
}

}  // namespace kiosk24::screens
