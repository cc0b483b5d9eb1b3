#include "screens/still_there/still_there.h"

#include <algorithm>

namespace kiosk24::screens::still_there {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto intent = draw_chrome(view.chrome, frame).intent;
    const float height = std::min(frame.scaled(720), frame.size().h - 120);
    auto dialog = frame.dialog("still_there", {std::min(frame.size().w - 120, 900.0F), height}, view.heading);
    const float button = frame.theme().button_height();
    ui::Column column(dialog.content());
    const float words = frame.measure_text(view.words, ui::FontRole::body, column.rest().w).h;
    const float text = frame.line_height(ui::FontRole::title) + words + button + ui::kGap * 3;
    const ui::Rect ring = column.take(column.rest().h - text);
    const float side = std::min(ring.h, 260.0F);
    frame.countdown("left", ring.centred({side, side}), view.left_ms, view.total_ms, {});
    column.gap(ui::kGap);
    frame.text("heading", column.take(frame.line_height(ui::FontRole::title)), view.heading,
               {.font = ui::FontRole::title, .align = ui::Align::centre, .max_lines = 1});
    column.gap(ui::kGap);
    frame.text("words", column.take(words + 2), view.words,
               {.colour = ui::ColourRole::text_soft, .align = ui::Align::centre});
    const auto parts = dialog.content().bottom_strip(button).columns_by({1, 2}, ui::kGap);
    if (frame.button("end", parts[0], {.words = view.end, .kind = ui::ButtonKind::secondary}))
        return intent::EndSession{};
    if (frame.button("here", parts[1], {.words = view.here, .icon = ui::Icon::touch_app}))
        return intent::StillHere{};
    return intent;
}

}  // namespace kiosk24::screens::still_there
