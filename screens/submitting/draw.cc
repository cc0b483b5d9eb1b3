#include "screens/submitting/submitting.h"

#include <algorithm>

namespace kiosk24::screens::submitting {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    ui::Column column(content.inset(ui::kPadding * 1.5F));
    const float button = frame.theme().button_height();
    const float words =
        frame.line_height(ui::FontRole::title) + frame.line_height(ui::FontRole::body) * 3 + ui::kGap * 2;
    const ui::Rect picture = column.take(column.rest().h - words - button - ui::kGap);
    const float side = std::min({picture.h * 0.6F, picture.w * 0.5F, 280.0F});
    frame.spinner("waiting", picture.centred({side, side}), {});
    frame.text("heading", column.take(frame.line_height(ui::FontRole::title)), view.heading,
               {.font = ui::FontRole::title, .align = ui::Align::centre, .max_lines = 1});
    column.gap(ui::kGap);
    frame.text("hint", column.take(frame.line_height(ui::FontRole::body) * 3), view.hint,
               {.colour = ui::ColourRole::text_soft, .align = ui::Align::centre, .max_lines = 3});
    if (view.may_leave && frame.button("leave", column.rest().bottom_strip(button),
                                       {.words = view.leave, .kind = ui::ButtonKind::secondary}))
        return intent::LeaveWithoutPaper{};
    return intent;
}

}  // namespace kiosk24::screens::submitting
