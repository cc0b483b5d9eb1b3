#include "screens/shared/illustrations.h"
#include "screens/take_paper/take_paper.h"

namespace kiosk24::screens::take_paper {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const float button = frame.theme().button_height();
    frame.card(content.without_bottom(button + ui::kGap));
    const ui::Rect inner = content.without_bottom(button + ui::kGap).inset(ui::kPadding);
    ui::Column column(inner);
    const ui::Rect top = column.take(frame.line_height(ui::FontRole::title) * 1.3F);
    const float ring = top.h;
    frame.text("heading", top.inset(ring + ui::kSpace, 0), view.heading,
               {.font = ui::FontRole::title,
                .align = ui::Align::centre,
                .vertical = ui::AlignVertical::middle,
                .max_lines = 1});
    frame.countdown("left", top.right_strip(ring), view.left_ms, view.total_ms, {});
    column.gap(ui::kGap);
    const auto [first, second] = halves(frame, column.rest(), 0.5F);
    const float words = frame.line_height(ui::FontRole::heading);
    draw_paper(frame, first.without_bottom(words + ui::kSpace), 0.92F);
    frame.text("paper", first.bottom_strip(words), view.paper_words,
               {.font = ui::FontRole::heading, .align = ui::Align::centre, .max_lines = 1});
    draw_card_on_reader(frame, second.without_bottom(words + ui::kSpace), CardMotion::taking);
    frame.text("card", second.bottom_strip(words), view.card_words,
               {.font = ui::FontRole::heading, .align = ui::Align::centre, .max_lines = 1});
    const auto parts = content.bottom_strip(button).columns_by({1, 2}, ui::kGap);
    if (frame.button("missing", parts[0], {.words = view.missing, .kind = ui::ButtonKind::secondary}))
        return intent::PaperNotReceived{};
    if (frame.button("taken", parts[1], {.words = view.taken, .icon = ui::Icon::check}))
        return intent::PaperTaken{};
    return intent;
}

}  // namespace kiosk24::screens::take_paper
