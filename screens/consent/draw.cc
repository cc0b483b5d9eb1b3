#include "screens/consent/consent.h"

namespace kiosk24::screens::consent {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const ui::Rect buttons = content.bottom_strip(frame.theme().button_height());
    const ui::Rect card = content.without_bottom(buttons.h + ui::kGap);
    frame.card(card);
    const ui::Rect inner = card.inset(ui::kPadding, ui::kGap);
    {
        auto list = frame.scroll_area("sections", inner, view.more, view.less);
        ui::Column column(list.content());
        const float begin = column.y();
        const float icon = frame.scaled(64);
        for (std::size_t i = 0; i < view.sections.size(); ++i) {
            const auto& section = view.sections[i];
            const ui::Rect rest = column.rest();
            const ui::Rect words = rest.without_left(icon + ui::kGap);
            const float heading = frame.line_height(ui::FontRole::body_bold);
            const float body = frame.measure_text(section.words, ui::FontRole::body, words.w).h;
            frame.icon({rest.x, rest.y, icon, icon}, section.icon, ui::ColourRole::accent);
            frame.text("heading." + std::to_string(i), words.top(heading), section.heading,
                       {.font = ui::FontRole::body_bold, .max_lines = 1});
            frame.text("section." + std::to_string(i), {words.x, words.y + heading, words.w, body + 4},
                       section.words, {.colour = ui::ColourRole::text_soft});
            column.gap(heading + body + ui::kGap * 1.5F);
        }
        frame.text("version", column.take(frame.line_height(ui::FontRole::caption)), view.version,
                   {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
        list.used(column.y() - begin);
    }
    const auto parts = buttons.columns_by({1, 2}, ui::kGap);
    if (frame.button("decline", parts[0], {.words = view.decline, .kind = ui::ButtonKind::secondary}))
        return intent::Decline{};
    if (frame.button("agree", parts[1], {.words = view.agree, .icon = ui::Icon::check}))
        return intent::Agree{};
    return intent;
}

}  // namespace kiosk24::screens::consent
