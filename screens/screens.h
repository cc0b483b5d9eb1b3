// The screen for what is going on, and every screen's samples. Main thread; pure but for pixels.
#pragma once

#include <optional>
#include <vector>

#include "kiosk/model/intent.h"
#include "kiosk/model/state.h"
#include "kiosk/model/texts.h"
#include "kiosk/ui/frame.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens {

// Draws the screen of situation_of(state); what the person wants, if anything.
std::optional<Intent> draw(const State& state, const Texts& texts, ui::Frame& frame);
std::vector<Sample> samples_of(Situation situation);

}  // namespace kiosk24::screens
