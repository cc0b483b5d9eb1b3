// The card is being read and the platform confirms who it is.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::reading {

struct View {
    Chrome chrome;
    std::string heading, hint, picture;
    bool is_by_code = false;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::reading
