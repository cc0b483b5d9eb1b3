#include "screens/earlier_case/earlier_case.h"

#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::earlier_case {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    const float button = frame.theme().button_height();
    const ui::Rect inner = content.inset(ui::kPadding);
    const std::string number =
        view.case_number.empty() ? "" : view.case_number_label + " " + in_fives(view.case_number);
    const ui::Rect picture =
        draw_lines(frame, inner.without_bottom(button + ui::kGap),
                   {{.id = "matter",
                     .words = view.matter,
                     .font = ui::FontRole::caption,
                     .colour = ui::ColourRole::text_soft,
                     .privacy = ui::Privacy::personal},
                    {.id = "heading", .words = view.heading, .font = ui::FontRole::title},
                    {.id = "words", .words = view.words},
                    {.id = "case_number",
                     .words = number,
                     .font = ui::FontRole::caption,
                     .colour = ui::ColourRole::text_soft,
                     .privacy = ui::Privacy::personal}},
                   kMarkSize);
    draw_mark(frame, picture, view.is_good ? Mark::approved : Mark::waiting);
    const ui::Rect bar = inner.bottom_strip(button);
    if (!view.may_carry_on) {
        if (!frame.button("dismiss", bar, {.words = view.dismiss})) return intent;
        if (view.may_dismiss) return intent::DismissEarlierCase{};
        return intent::EndSession{};
    }
    const auto parts = bar.columns(2, ui::kGap);
    if (frame.button("dismiss", parts[0], {.words = view.dismiss, .kind = ui::ButtonKind::secondary}))
        return intent::DismissEarlierCase{};
    if (frame.button("carry_on", parts[1], {.words = view.carry_on})) return intent::ContinueEarlierCase{};
    return intent;
}

}  // namespace kiosk24::screens::earlier_case
