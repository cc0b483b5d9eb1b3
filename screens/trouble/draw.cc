#include "screens/trouble/trouble.h"

#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::trouble {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    const float button = frame.theme().button_height();
    const ui::Rect inner = content.inset(ui::kPadding);
    const ui::Banner banner{.words = view.filed,
                            .kind = view.is_filed ? ui::BannerKind::success : ui::BannerKind::info};
    const float banner_height = frame.banner_height(banner, inner.w);
    const ui::Rect above = inner.without_bottom(button + banner_height + ui::kGap * 2);
    const ui::Rect picture =
        draw_lines(frame, above,
                   {{.id = "heading", .words = view.heading, .font = ui::FontRole::title},
                    {.id = "words", .words = view.words, .colour = ui::ColourRole::text_soft}},
                   kMarkSize);
    draw_mark(frame, picture, Mark::warning);
    frame.banner("filed", inner.without_bottom(button + ui::kGap).bottom_strip(banner_height), banner);
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
