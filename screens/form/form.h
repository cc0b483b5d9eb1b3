// The form fills itself in, each value with its source; it asks only for what is missing.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/form_rows.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::form {

struct View {
    Chrome chrome;
    std::string heading, hint, next, more, less;
    std::vector<FormRow> rows;
    bool is_loading = false, may_go_on = false;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::form
