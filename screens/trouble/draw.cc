#include "screens/trouble/trouble.h"

#include <algorithm>

#include "screens/shared/illustrations.h"

namespace kiosk24::screens::trouble {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    const float button = frame.theme().button_height();
    const ui::Rect inner = content.inset(ui::kPadding * 1.25F);
    ui::Column column(inner.without_bottom(button + ui::kGap));
    const ui::Banner banner{.words = view.filed,
                            .kind = view.is_filed ? ui::BannerKind::success : ui::BannerKind::info};
    const float banner_height = frame.banner_height(banner, column.rest().w);
    const float words = frame.measure_text(view.words, ui::FontRole::body, column.rest().w).h;
    const float text = frame.line_height(ui::FontRole::title) + words + banner_height + ui::kGap * 3;
    draw_mark(frame, column.take(std::max(100.0F, column.rest().h - text)).inset(0, ui::kSpace),
              Mark::warning);
    column.gap(ui::kGap);
    frame.text("heading", column.take(frame.line_height(ui::FontRole::title)), view.heading,
               {.font = ui::FontRole::title, .align = ui::Align::centre, .max_lines = 1});
    column.gap(ui::kGap);
    frame.text("words", column.take(words + 2), view.words,
               {.colour = ui::ColourRole::text_soft, .align = ui::Align::centre});
    column.gap(ui::kGap);
    frame.banner("filed", column.take(banner_height), banner);
    const ui::Rect bar = inner.bottom_strip(button);
    if (!view.may_try_again) {
        if (frame.button("finish", bar, {.words = view.finish})) return intent::EndSession{};
        return intent;
    }
    const auto parts = bar.columns_by({1, 2}, ui::kGap);
    if (frame.button("finish", parts[0], {.words = view.finish, .kind = ui::ButtonKind::secondary}))
        return intent::EndSession{};
    if (frame.button("try_again", parts[1], {.words = view.try_again, .icon = ui::Icon::refresh}))
        return intent::TryAgain{};
    return intent;
}

}  // namespace kiosk24::screens::trouble
