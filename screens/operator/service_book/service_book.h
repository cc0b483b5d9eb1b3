// The latest lines of the ledger for the maintainer: what kind of thing happened when, nothing about a
// person.
#pragma once

#include "screens/shared/sample.h"
#include "screens/shared/service_chrome.h"

namespace kiosk24::screens::service_book {

struct Line {
    std::string time, words, more;
};
struct View {
    ServiceChrome chrome;
    std::string hint, empty, page_on, page_back;
    std::vector<Line> lines;  // newest first
    bool is_reading = false;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::service_book
