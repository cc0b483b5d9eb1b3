// Say who you are: lay your card on the reader, or show the code of your e-ID; what to do when it could not
// be read. Every way that the matter takes and this terminal has stands in the list, none is forced.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::lay_card {

struct Way {
    IdentifyMethod method = IdentifyMethod::id_card;
    std::string title, about;
    bool works = true, is_chosen = false;
};
struct View {
    Chrome chrome;
    IdentifyMethod method = IdentifyMethod::id_card;
    std::string heading, hint, problem, problem_more, picture;
    std::vector<Way> ways;  // empty: there is only one
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::lay_card
