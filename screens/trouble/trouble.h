// Something failed: what it means for the application, what to do next; nothing is lost.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::trouble {

struct View {
    Chrome chrome;
    std::string heading, words, filed, try_again, finish;
    bool may_try_again = false;
    bool is_filed = false;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::trouble
