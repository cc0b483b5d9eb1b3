#include "screens/earlier_case/earlier_case.h"
#include "screens/shared/illustrations.h"

namespace kiosk24::screens::earlier_case {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    const float button = frame.theme().button_height();
    const ui::Rect inner = content.inset(ui::kPadding * 1.25F);
    ui::Column column(inner.without_bottom(button + ui::kGap));
    draw_mark(frame, column.take(column.rest().h * 0.34F), view.is_good ? Mark::approved : Mark::waiting);
    column.gap(ui::kGap);
    frame.text("heading", column.take(frame.line_height(ui::FontRole::title)), view.heading,
               {.font = ui::FontRole::title, .align = ui::Align::centre, .max_lines = 1});
    column.gap(ui::kSpace);
    frame.text("matter", column.take(frame.line_height(ui::FontRole::body)), view.matter,
               {.colour = ui::ColourRole::text_soft,
                .align = ui::Align::centre,
                .max_lines = 1,
                .privacy = ui::Privacy::personal});
    column.gap(ui::kGap);
    const float words = frame.measure_text(view.words, ui::FontRole::body, column.rest().w).h;
    frame.text("words", column.take(words + 4), view.words, {.align = ui::Align::centre});
    if (!view.case_number.empty()) {
        column.gap(ui::kSpace);
        frame.text("case_number", column.take(frame.line_height(ui::FontRole::caption)),
                   view.case_number_label + " " + view.case_number,
                   {.font = ui::FontRole::caption,
                    .colour = ui::ColourRole::text_soft,
                    .align = ui::Align::centre,
                    .max_lines = 1,
                    .privacy = ui::Privacy::personal});
    }
    const ui::Rect bar = inner.bottom_strip(button);
    if (!view.may_carry_on) {
        if (frame.button("dismiss", bar, {.words = view.dismiss})) return intent::EndSession{};
        return intent;
    }
    const auto parts = bar.columns(2, ui::kGap);
    if (frame.button("dismiss", parts[0], {.words = view.dismiss, .kind = ui::ButtonKind::secondary}))
        return intent::DismissEarlierCase{};
    if (frame.button("carry_on", parts[1], {.words = view.carry_on})) return intent::ContinueEarlierCase{};
    return intent;
}

}  // namespace kiosk24::screens::earlier_case
