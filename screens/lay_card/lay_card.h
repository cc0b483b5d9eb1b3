// Lay your ID card on the reader; what to do when it could not be read.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::lay_card {

struct View {
    Chrome chrome;
    std::string heading, hint, problem, problem_more, picture;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::lay_card
