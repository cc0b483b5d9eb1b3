#include "screens/goodbye/goodbye.h"
#include "screens/shared/illustrations.h"

namespace kiosk24::screens::goodbye {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    ui::Column column(content.inset(ui::kPadding * 1.5F));
    draw_mark(frame, column.take(column.rest().h * 0.46F), Mark::goodbye);
    column.gap(ui::kGap * 2);
    frame.text("heading", column.take(frame.line_height(ui::FontRole::display)), view.heading,
               {.font = ui::FontRole::display, .align = ui::Align::centre, .max_lines = 1});
    column.gap(ui::kGap);
    frame.text("words", column.take(frame.line_height(ui::FontRole::body) * 2), view.words,
               {.align = ui::Align::centre, .max_lines = 2});
    frame.text("remember", column.rest(), view.remember,
               {.font = ui::FontRole::body_bold,
                .colour = ui::ColourRole::accent,
                .align = ui::Align::centre,
                .max_lines = 2});
    return intent;
}

}  // namespace kiosk24::screens::goodbye
