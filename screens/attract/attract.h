// Nobody is here: the whole screen invites a touch. Nothing moves, so an idle terminal uses next to no
// processor.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::attract {

struct View {
    std::string title, tagline, clock, date, touch, promise, footer, chinese, english, notice;
    std::string services[3];
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::attract
