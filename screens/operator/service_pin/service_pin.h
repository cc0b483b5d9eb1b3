// The PIN pad of service mode: digits are shown as dots, and a lock says how long it still holds.
#pragma once

#include "screens/shared/sample.h"
#include "screens/shared/service_chrome.h"

namespace kiosk24::screens::service_pin {

struct View {
    ServiceChrome chrome;
    std::string heading, hint, problem, done, clear, backspace;
    std::string digits;  // typed so far; shown as dots, handed back with each stroke
    bool is_checking = false, is_locked = false;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::service_pin
