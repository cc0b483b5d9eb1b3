// This terminal serves nobody now: why, where the next one is, whom to call. Nobody has chosen a language
// here, so what the centre lets people know is said in every one.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::out_of_service {

struct View {
    Chrome chrome;
    std::vector<std::string> other_words;  // the centre's notice in the other languages
    bool has_long_notice = false;
    std::string heading, words, nearest_label, nearest, hotline_label, hotline;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::out_of_service
