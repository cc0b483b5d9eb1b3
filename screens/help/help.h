// Where this terminal is, whom to call, and "call me back".
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::help {

struct Fact {
    std::string id, label, words;
    ui::Icon icon = ui::Icon::info;
};
struct View {
    Chrome chrome;
    std::string call_back_heading, call_back_hint, call_back, telephone, placeholder, close;
    std::vector<Fact> facts;
    bool is_asked = false;
};
inline constexpr const char* kTelephoneField = "help.telephone";

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::help
