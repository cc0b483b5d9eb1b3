#include "screens/form/form.h"
#include "screens/shared/form_rows.h"

namespace kiosk24::screens::form {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const float button = frame.theme().button_height();
    ui::Column column(content.without_bottom(button + ui::kGap));
    // A lying screen is low: there the header and the button's spinner say how far it is.
    if (frame.orientation() == ui::Orientation::portrait) {
        const ui::Rect top = column.take(frame.line_height(ui::FontRole::heading));
        if (view.is_loading) {
            frame.spinner("loading", top.left(top.h), {});
        } else {
            frame.icon(top.left(top.h).inset(4), ui::Icon::check_circle, ui::ColourRole::success);
        }
        frame.text("heading", top.without_left(top.h + ui::kSpace * 2), view.heading,
                   {.font = ui::FontRole::heading, .max_lines = 1});
        frame.text("hint", column.take(frame.line_height(ui::FontRole::caption)), view.hint,
                   {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
        column.gap(ui::kSpace * 2);
    }
    draw_form_rows(view.rows, frame, column.rest(), view.more, view.less);
    const auto availability = view.may_go_on ? ui::Availability::enabled : ui::Availability::busy;
    if (frame.button("next", content.bottom_strip(button),
                     {.words = view.next, .icon = ui::Icon::arrow_forward, .availability = availability}))
        return intent::ConfirmForm{};
    return intent;
}

}  // namespace kiosk24::screens::form
