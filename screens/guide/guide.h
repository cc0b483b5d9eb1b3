// One guide or document in large, clear type, section by section; and on paper.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::guide {

struct Section {
    std::string heading, body;
};
struct View {
    Chrome chrome;
    bool is_here = false;
    std::string waiting, title, about, print, blocked, blocked_more, more, less;
    std::vector<Section> sections;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::guide
