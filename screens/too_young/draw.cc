#include "screens/shared/illustrations.h"
#include "screens/too_young/too_young.h"

namespace kiosk24::screens::too_young {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    ui::Column column(content.inset(ui::kPadding * 1.5F));
    const float button = frame.theme().button_height();
    draw_mark(frame, column.take(column.rest().h * 0.36F), Mark::person);
    column.gap(ui::kGap);
    frame.text("heading", column.take(frame.line_height(ui::FontRole::title) * 1.1F), view.heading,
               {.font = ui::FontRole::title, .align = ui::Align::centre, .max_lines = 1});
    column.gap(ui::kGap);
    const ui::Rect words = column.rest().without_bottom(button + ui::kGap);
    const float why = frame.measure_text(view.why, ui::FontRole::body, words.w).h;
    frame.text("why", words.top(why + 2), view.why,
               {.colour = ui::ColourRole::text_soft, .align = ui::Align::centre});
    frame.text("what_to_do", words.without_top(why + ui::kGap), view.what_to_do,
               {.font = ui::FontRole::body_bold, .align = ui::Align::centre});
    if (frame.button("finish", column.rest().bottom_strip(button),
                     {.words = view.home, .icon = ui::Icon::home}))
        return intent::EndSession{};
    return intent;
}

}  // namespace kiosk24::screens::too_young
