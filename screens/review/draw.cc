#include "screens/review/review.h"

namespace kiosk24::screens::review {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const float button = frame.theme().button_height();
    const float declaration =
        frame.measure_text(view.declaration, ui::FontRole::body_bold, content.w - ui::kPadding * 2 - 80).h;
    const float foot = declaration + ui::kGap * 2 + button;
    const ui::Rect card = content.without_bottom(foot);
    frame.card(card);
    ui::Column column(card.inset(ui::kPadding, ui::kGap));
    frame.text("matter", column.take(frame.line_height(ui::FontRole::heading)), view.matter,
               {.font = ui::FontRole::heading, .max_lines = 1});
    frame.text("matter_case", column.take(frame.line_height(ui::FontRole::caption)),
               view.matter_case + "　" + view.wrong,
               {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
    column.gap(ui::kSpace * 2);
    draw_form_rows(view.rows, frame, column.rest(), view.more, view.less);
    ui::Column below(content.bottom_strip(foot));
    below.gap(ui::kGap);
    const ui::Rect line = below.take(declaration + 2).inset(ui::kPadding, 0);
    frame.icon(line.left(48).top(48), ui::Icon::verified_user, ui::ColourRole::accent);
    frame.text("declaration", line.without_left(64), view.declaration, {.font = ui::FontRole::body_bold});
    if (frame.button("submit", content.bottom_strip(button), {.words = view.submit, .icon = ui::Icon::check}))
        return intent::Submit{};
    return intent;
}

}  // namespace kiosk24::screens::review
