#include "screens/operator/service_closing/service_closing.h"

namespace kiosk24::screens::service_closing {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_service_chrome(view.chrome, frame);
    ui::Column column(content);
    frame.text("heading", column.take(frame.line_height(ui::FontRole::heading)), view.heading,
               {.font = ui::FontRole::heading, .max_lines = 1});
    const float hint = frame.measure_text(view.hint, ui::FontRole::caption, content.w).h + 4;
    frame.text("hint", column.take(hint), view.hint,
               {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft});
    column.gap(ui::kGap);
    constexpr float kRow = 120;
    for (const auto& reason : view.reasons) {
        if (frame.row("reason." + reason.id, column.take(kRow), {.title = reason.title, .icon = reason.icon}))
            intent = intent::ServiceClose{reason.id};
        column.gap(ui::kGap);
    }
    return intent;
}

}  // namespace kiosk24::screens::service_closing
