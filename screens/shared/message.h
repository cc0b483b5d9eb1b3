// A picture with lines of words: below it where the screen is upright, beside it where it lies. The block
// stands in the middle of its area; the picture takes what the words leave, up to a limit.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/frame.h"

namespace kiosk24::screens {

struct Line {
    std::string_view id, words;  // without words: no line
    ui::FontRole font = ui::FontRole::body;
    ui::ColourRole colour = ui::ColourRole::text;
    ui::Privacy privacy = ui::Privacy::open;
};

// Draws the lines and returns where the picture goes.
ui::Rect draw_lines(ui::Frame& frame, ui::Rect area, const std::vector<Line>& lines,
                    ui::Size largest_picture);
// The size of a round mark, and of a picture of what to do with the hands.
inline constexpr ui::Size kMarkSize{300, 300};
inline constexpr ui::Size kPictureSize{800, 620};

// "11440399MB00" as "11440 399MB 00": to be read out on the telephone, and broken between lines.
std::string in_fives(const std::string& number);

// What a scroll area of that content leaves for it beside its round key; all if nothing needs scrolling.
ui::Rect beside_key(const ui::Frame& frame, ui::Rect area, float content_height);

}  // namespace kiosk24::screens
