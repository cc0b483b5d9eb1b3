// The four corners of a screen on which nobody is served: the maintainer touches them in a hidden order
// (kiosk/flow/operator.cc). They show nothing; to everybody else they are part of the screen.
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/model/intent.h"
#include "kiosk/ui/frame.h"

namespace kiosk24::screens {

// Draw them after what they lie on. `words`: what a voice says of the whole screen.
std::optional<Intent> draw_corners(ui::Frame& frame, ui::Rect area, std::string_view words);

}  // namespace kiosk24::screens
