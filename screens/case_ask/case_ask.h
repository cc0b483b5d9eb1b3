// How far is my case? By card all of one's own; by number and code just that one, and nothing personal.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::case_ask {

inline constexpr const char* kNumberField = "query.number";
inline constexpr const char* kCodeField = "query.code";

struct Typed {
    std::string id, label, text, shown, placeholder, problem;
    bool is_open = false;
};
struct View {
    Chrome chrome;
    std::string card, card_more, number, number_more, scan, scan_more, privacy;  // the choice
    bool may_scan = false, is_scanning = false, is_typing = false, has_card = true;
    std::string scanning, stop;  // while a code is being read
    std::vector<Typed> fields;   // while typing
    std::string hint, ask, clear, next;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::case_ask
