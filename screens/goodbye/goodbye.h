// Wiped: the terminal says so, asks how the service was (no answer is an answer), and waits for the next
// person.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::goodbye {

struct Level {
    int stars = 0;
    std::string words;
};
// The rating (好差评): the five levels, or once one is chosen the thanks for it.
struct RatingRow {
    std::string heading, hint, skip;
    std::vector<Level> levels;  // best first
    std::optional<Level> chosen;
};
struct View {
    Chrome chrome;
    std::string heading, words, remember;
    std::optional<RatingRow> rating;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::goodbye
