// One case: what has been done, who decides and until when, what came of it; the paper again.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::case_story {

enum class Reached { done, now, later, refused };
struct Stop {
    std::string title, about;
    Reached reached = Reached::later;
};
struct View {
    Chrome chrome;
    std::string matter, number_label, number, state;
    ui::ColourRole colour = ui::ColourRole::accent;
    std::vector<Stop> stops;
    std::string reason, print, blocked, done, more, less;
    ui::BannerKind reason_kind = ui::BannerKind::info;
    bool may_print = false;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::case_story
