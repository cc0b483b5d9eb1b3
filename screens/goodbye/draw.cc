#include "screens/goodbye/goodbye.h"

#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::goodbye {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    const ui::Rect picture =
        draw_lines(frame, content.inset(ui::kPadding * 1.5F),
                   {{.id = "heading", .words = view.heading, .font = ui::FontRole::display},
                    {.id = "words", .words = view.words, .colour = ui::ColourRole::text_soft},
                    {.id = "remember",
                     .words = view.remember,
                     .font = ui::FontRole::heading,
                     .colour = ui::ColourRole::accent}},
                   kMarkSize);
    draw_mark(frame, picture, Mark::goodbye);
    return intent;
}

}  // namespace kiosk24::screens::goodbye
