#include "screens/shared/message.h"

#include <algorithm>

#include "kiosk/text/masking.h"

namespace kiosk24::screens {
namespace {

float height_of(const ui::Frame& frame, const Line& line, float width) {
    // A little more than measured: rounding must not shrink the words.
    return frame.measure_text(line.words, line.font, width).h + 4;
}

float gap_after(const Line& line) {
    const bool is_heading = line.font == ui::FontRole::display || line.font == ui::FontRole::title;
    return is_heading ? ui::kSpace * 2 : ui::kSpace * 1.5F;
}

}  // namespace

ui::Rect draw_lines(ui::Frame& frame, ui::Rect area, const std::vector<Line>& lines,
                    ui::Size largest_picture) {
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const float beside = std::min(area.w * 0.42F, largest_picture.w);
    const float width = is_upright ? area.w : area.w - beside - ui::kMargin;
    float words = 0;
    for (const Line& line : lines)
        if (!line.words.empty()) words += height_of(frame, line, width) + gap_after(line);
    ui::Rect picture{area.x, area.y, beside, area.h};
    ui::Rect text{area.right() - width, area.centre().y - std::min(words, area.h) / 2, width, words};
    if (is_upright) {
        const float height = std::clamp(area.h - words - ui::kMargin, 0.0F, largest_picture.h);
        const float top = area.y + std::max(0.0F, (area.h - words - ui::kMargin - height) / 2);
        picture = {area.x, top, area.w, height};
        text = {area.x, picture.bottom() + ui::kMargin, width, words};
    }
    ui::Column column(text);
    for (const Line& line : lines) {
        if (line.words.empty()) continue;
        frame.text(line.id, column.take(height_of(frame, line, width)), line.words,
                   {.font = line.font,
                    .colour = line.colour,
                    .align = is_upright ? ui::Align::centre : ui::Align::left,
                    .privacy = line.privacy});
        column.gap(gap_after(line));
    }
    return picture.centred({std::min(picture.w, largest_picture.w), std::min(picture.h, largest_picture.h)});
}

std::string in_fives(const std::string& number) {
    return text::in_fives(number);
}

ui::Rect beside_key(const ui::Frame& frame, ui::Rect area, float content_height) {
    if (content_height <= area.h) return area;
    return area.without_right(frame.theme().minimum_target() + ui::kGap + ui::kSpace);
}

}  // namespace kiosk24::screens
