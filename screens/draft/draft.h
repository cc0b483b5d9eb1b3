// This person left a form in the middle: what it was, how long it can still be gone on with, and that it can
// be thrown away.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::draft {

struct View {
    Chrome chrome;
    std::string matter, heading, words, until, resume, discard;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::draft
