#include "screens/review/review.h"

namespace kiosk24::screens::review {

namespace {

void draw_declaration(const View& view, ui::Frame& frame, ui::Rect area) {
    const float icon = frame.scaled(44);
    frame.icon({area.x, area.centre().y - icon / 2, icon, icon}, ui::Icon::verified_user,
               ui::ColourRole::accent);
    frame.text("declaration", area.without_left(icon + ui::kSpace * 2), view.declaration,
               {.font = ui::FontRole::caption_bold, .vertical = ui::AlignVertical::middle});
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const float button = frame.theme().button_height();
    const auto bar = content.bottom_strip(button).columns_by({1.2F, 1}, ui::kMargin);
    const float icon = frame.scaled(44) + ui::kSpace * 2;
    const float declaration =
        frame.measure_text(view.declaration, ui::FontRole::caption_bold, content.w - icon).h + 4;
    ui::Column column(content.without_bottom(button + ui::kGap));
    if (is_upright) {
        frame.text("matter", column.take(frame.line_height(ui::FontRole::heading)), view.matter,
                   {.font = ui::FontRole::heading, .max_lines = 1});
        frame.text("matter_case", column.take(frame.line_height(ui::FontRole::caption)), view.matter_case,
                   {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
        column.gap(ui::kSpace * 2);
        const float below = declaration + frame.line_height(ui::FontRole::caption) + ui::kSpace * 4;
        const ui::Rect foot = column.rest().bottom_strip(below);
        draw_form_rows(view.rows, frame, column.rest().without_bottom(below), view.more, view.less);
        frame.text("wrong", foot.without_top(ui::kSpace * 2).top(frame.line_height(ui::FontRole::caption)),
                   view.wrong,
                   {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
        draw_declaration(view, frame, foot.bottom_strip(declaration));
    } else if (!view.pause.empty()) {
        const ui::Rect rest = column.rest();
        draw_form_rows(view.rows, frame, rest.without_bottom(declaration + ui::kSpace), view.more, view.less);
        draw_declaration(view, frame, rest.bottom_strip(declaration));
    } else {
        draw_form_rows(view.rows, frame, column.rest(), view.more, view.less);
        draw_declaration(view, frame, bar[0]);
    }
    ui::Rect submit = is_upright ? content.bottom_strip(button) : bar[1];
    if (!view.pause.empty()) {
        const auto parts = content.bottom_strip(button).columns_by({1, 1.4F}, ui::kGap);
        submit = parts[1];
        if (frame.button("pause", parts[0], {.words = view.pause, .kind = ui::ButtonKind::secondary}))
            intent = intent::PauseForm{};
    }
    if (frame.button("submit", submit, {.words = view.submit, .icon = ui::Icon::check}))
        return intent::Submit{};
    return intent;
}

}  // namespace kiosk24::screens::review
