#include "screens/too_young/too_young.h"

#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::too_young {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    const ui::Rect inner = content.inset(ui::kPadding);
    const float button = frame.theme().button_height();
    const ui::Rect picture =
        draw_lines(frame, inner.without_bottom(button + ui::kGap),
                   {{.id = "heading", .words = view.heading, .font = ui::FontRole::title},
                    {.id = "why", .words = view.why, .colour = ui::ColourRole::text_soft},
                    {.id = "what_to_do", .words = view.what_to_do, .font = ui::FontRole::body_bold}},
                   kMarkSize);
    draw_mark(frame, picture, Mark::person);
    if (frame.button("finish", inner.bottom_strip(button), {.words = view.home, .icon = ui::Icon::check}))
        return intent::EndSession{};
    return intent;
}

}  // namespace kiosk24::screens::too_young
