// What every screen of service mode has around its content: a sober header with terminal and clock, and the
// bar with back, language and leave. No help, no larger text: the maintainer is at work, not a citizen.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "screens/shared/chrome.h"

namespace kiosk24::screens {

struct ServiceChrome {
    std::string title, subtitle, clock, date, footer;
    std::string back, other_language, leave;
    Language to_language = Language::en;
    bool has_back = true;  // overview and PIN pad: leaving is the way back
};

// `key` is the screen's: "<key>.title". The subtitle is the terminal's number and whether it serves.
ServiceChrome service_chrome_of(const State& state, const Texts& texts, std::string_view key);
Drawn draw_service_chrome(const ServiceChrome& chrome, ui::Frame& frame);

// One line of a table: what, and how it stands.
struct ServiceFact {
    std::string id, label, value;
    ui::ColourRole colour = ui::ColourRole::text;
};
// A card with the facts row by row, in so many columns.
void draw_service_facts(ui::Frame& frame, ui::Rect area, const std::vector<ServiceFact>& facts, int across);
// The height that it wants.
float service_facts_height(const ui::Frame& frame, std::size_t facts, int across);

}  // namespace kiosk24::screens
