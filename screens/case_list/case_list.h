// The person's cases, newest first: what, when, how it stands. While the platform is being asked: waiting.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::case_list {

struct Entry {
    std::string number;  // empty: known to this terminal only, nothing to open
    std::string name, about, state;
    ui::ColourRole colour = ui::ColourRole::accent;
    ui::Icon icon = ui::Icon::description;
};
struct View {
    Chrome chrome;
    bool is_told = false;
    std::string waiting, nothing, nothing_more, more, less, done;
    std::vector<Entry> cases;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::case_list
