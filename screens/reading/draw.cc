#include "screens/reading/reading.h"

#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::reading {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    const ui::Rect picture =
        draw_lines(frame, content.inset(ui::kPadding),
                   {{.id = "heading", .words = view.heading, .font = ui::FontRole::title},
                    {.id = "hint", .words = view.hint, .colour = ui::ColourRole::text_soft}},
                   kPictureSize);
    if (view.is_by_code)
        draw_phone_at_scanner(frame, picture);
    else
        draw_card_on_reader(frame, picture, CardMotion::reading);
    frame.picture_words("picture", picture, view.picture);
    return intent;
}

}  // namespace kiosk24::screens::reading
