// Everything once more, the declaration, and the one touch that submits.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/form_rows.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::review {

struct View {
    Chrome chrome;
    std::string matter, matter_case, declaration, submit, wrong, more, less;
    std::string pause;  // leave, and go on later; empty: nothing to keep
    std::vector<FormRow> rows;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::review
