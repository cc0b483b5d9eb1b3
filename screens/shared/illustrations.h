// Drawings of what to do with the hands, with gentle motion. Each fills the rectangle it is given.
#pragma once

#include "kiosk/ui/frame.h"

namespace kiosk24::screens {

// A card coming to rest on the reader; with `busy` the reader's light circles around it.
// resting: nothing moves, for screens that nobody may be looking at.
enum class CardMotion { laying, reading, taking, resting };
void draw_card_on_reader(ui::Frame& frame, ui::Rect area, CardMotion motion);
// A telephone with a code on its screen, held before the scanner's window.
void draw_phone_at_scanner(ui::Frame& frame, ui::Rect area);
// A sheet coming out of the slot; `share` of it is out (below 0: it moves by itself).
void draw_paper(ui::Frame& frame, ui::Rect area, float share);
// A narrow strip out of the receipt printer, cut off at its end.
void draw_receipt(ui::Frame& frame, ui::Rect area);
// A round mark: a tick, a person, a cross, an hourglass.
enum class Mark { approved, person, refused, waiting, warning, goodbye };
void draw_mark(ui::Frame& frame, ui::Rect area, Mark mark);

}  // namespace kiosk24::screens
