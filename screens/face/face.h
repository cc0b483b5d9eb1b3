// The person before the camera: what it sees and what it would ask for, in words; then whether the faces are
// alike, and a way on without it at every moment.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::face {

enum class Mode { looking, comparing, stopped };
struct View {
    Chrome chrome;
    Mode mode = Mode::looking;
    std::string heading, hint, problem, problem_more, picture;
    std::string try_again, without;  // empty: not offered
    bool is_good = false;            // all is well, hold still: the oval says so too
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::face
