// Wiped: the terminal says so, and waits for the next person.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::goodbye {

struct View {
    Chrome chrome;
    std::string heading, words, remember;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::goodbye
