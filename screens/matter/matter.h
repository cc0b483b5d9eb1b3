// A matter: what it gives, who may apply, what is needed, how long, what it costs, which case; and the way
// in.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::matter {

struct Fact {
    std::string label, words;
    ui::Icon icon = ui::Icon::info;
};
struct CaseChoice {
    std::string id, name, about;
    bool is_chosen = false;
};
struct View {
    Chrome chrome;
    std::string name, summary, which, start, blocked, blocked_more, more, less;
    ui::Icon icon = ui::Icon::description;
    ui::Tint tint = ui::Tint::blue;
    std::vector<Fact> facts;
    std::vector<CaseChoice> cases;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::matter
