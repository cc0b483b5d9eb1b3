// The countdown before the session ends, over what the person was doing.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::still_there {

struct View {
    Chrome chrome;
    std::string heading, words, here, end;
    int left_ms = 0, total_ms = 1;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::still_there
