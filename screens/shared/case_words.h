// How a case stands, in one word and its colour: the list and the story say it alike.
#pragma once

#include <string>

#include "kiosk/ui/theme.h"
#include "screens/shared/say.h"

namespace kiosk24::screens {

struct CaseState {
    std::string words;
    ui::ColourRole colour = ui::ColourRole::accent;
};
CaseState state_of_case(Verdict verdict, const Say& say);
// The matter's name: the terminal's own words if it knows the matter, else the platform's.
std::string matter_of(const CaseSummary& summary, const State& state, const Say& say);
// Who handles it, likewise; empty if nobody says.
std::string department_of(const CaseSummary& summary, const State& state, const Say& say);

}  // namespace kiosk24::screens
