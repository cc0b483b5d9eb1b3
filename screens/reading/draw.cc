#include "screens/reading/reading.h"
#include "screens/shared/illustrations.h"

namespace kiosk24::screens::reading {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    const auto [first, second] = halves(frame, content.inset(ui::kPadding), 0.66F);
    draw_card_on_reader(frame, first.inset(ui::kSpace), CardMotion::reading);
    frame.picture_words("picture", first, view.picture);
    const float heading = frame.line_height(ui::FontRole::title);
    const float block = heading + frame.line_height(ui::FontRole::body) * 2 + ui::kGap;
    ui::Column column({second.x, second.centre().y - block / 2, second.w, block});
    frame.text("heading", column.take(heading), view.heading,
               {.font = ui::FontRole::title, .align = ui::Align::centre, .max_lines = 1});
    column.gap(ui::kGap);
    frame.text("hint", column.rest(), view.hint,
               {.colour = ui::ColourRole::text_soft, .align = ui::Align::centre, .max_lines = 2});
    return intent;
}

}  // namespace kiosk24::screens::reading
