// One device for the maintainer: its condition, the steps that its fault asks for, a test, the paper, a
// restart of its driver. A test read says what kind of thing lay there and how long it was, never what it
// said.
#pragma once

#include "screens/shared/sample.h"
#include "screens/shared/service_chrome.h"

namespace kiosk24::screens::service_device {

struct View {
    ServiceChrome chrome;
    std::string title, detail;
    std::vector<ServiceFact> facts;
    std::string fault, steps;  // empty: none
    bool is_grave = false;
    std::string test_heading, test_hint, test, result;  // without `test`: it cannot be tried out
    ui::ColourRole result_colour = ui::ColourRole::text;
    bool is_testing = false, is_busy = false;
    std::string refilled;  // empty: it takes no paper
    std::string reset;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::service_device
