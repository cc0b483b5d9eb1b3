// Who handles which data, why and how long: said before anything is read; agreed or not.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::consent {

struct Section {
    std::string heading, words;
    ui::Icon icon = ui::Icon::info;
};
struct View {
    Chrome chrome;
    std::string agree, decline, version, more, less;
    std::vector<Section> sections;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::consent
