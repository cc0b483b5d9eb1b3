// The card says under 14: nothing was kept; where a guardian goes.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::too_young {

struct View {
    Chrome chrome;
    std::string heading, why, what_to_do, home;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::too_young
