// Before the camera looks: who compares the face with what, why and for how long. Nothing is chosen for the
// person, and going on without it is as large as agreeing.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::face_consent {

struct View {
    Chrome chrome;
    std::string agree, without, version, more, less;
    std::vector<std::string> headings, words;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::face_consent
