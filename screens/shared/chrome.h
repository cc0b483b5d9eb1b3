// What every screen of a visit has around its content: header with title and clock, and the bar with back,
// home, language, larger text and help.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/model/intent.h"
#include "kiosk/ui/frame.h"
#include "screens/shared/say.h"

namespace kiosk24::screens {

enum class Ways { all, no_back, help_only, none };

struct Chrome {
    std::string title, subtitle, clock, date, footer;
    std::string back, home, other_language, text_size, help;
    Language to_language = Language::en;
    TextSize to_size = TextSize::large;
    Ways ways = Ways::all;
    std::vector<std::string> steps;  // of the matter; empty: no stepper
    int step = 0;
    std::string notice, notice_more;  // offline, half service; empty: none
};

// `key` is the screen's: "<key>.title" and, if there is one, "<key>.subtitle".
Chrome chrome_of(const State& state, const Texts& texts, std::string_view key, Ways ways);
// The stepper's names and where the matter's walk stands: card, form, check, result.
void add_steps(Chrome& chrome, const State& state, const Texts& texts, int step);

struct Drawn {
    ui::Rect content;  // what remains for the screen
    std::optional<Intent> intent;
};
Drawn draw_chrome(const Chrome& chrome, ui::Frame& frame);

// Two areas: below each other in portrait, beside each other in landscape. `share` is the first one's part.
struct Halves {
    ui::Rect first, second;
};
Halves halves(const ui::Frame& frame, ui::Rect content, float share);

}  // namespace kiosk24::screens
