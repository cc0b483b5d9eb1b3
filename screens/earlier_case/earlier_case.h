// This person has a case whose end they may not know: filed, not filed, or to be printed again. The truth,
// and what to do.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::earlier_case {

struct View {
    Chrome chrome;
    std::string heading, words, matter, case_number_label, case_number, carry_on, dismiss;
    bool may_carry_on = true, is_good = true;
    bool may_dismiss = true;  // something else may be applied for meanwhile
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::earlier_case
