// What anybody may read here: how matters are done, and documents made public. One is chosen.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::guide_list {

struct Entry {
    std::string id, title, about;
    ui::Icon icon = ui::Icon::description;
    ui::Tint tint = ui::Tint::blue;
};
struct View {
    Chrome chrome;
    bool is_listed = false;
    std::string waiting, nothing, matters_heading, policies_heading, more, less;
    std::vector<Entry> matters, policies;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::guide_list
