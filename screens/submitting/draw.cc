#include "screens/submitting/submitting.h"

#include "screens/shared/message.h"

namespace kiosk24::screens::submitting {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    const ui::Rect inner = content.inset(ui::kPadding);
    const float button = frame.theme().button_height();
    const ui::Rect picture =
        draw_lines(frame, view.may_leave ? inner.without_bottom(button + ui::kGap) : inner,
                   {{.id = "heading", .words = view.heading, .font = ui::FontRole::title},
                    {.id = "hint", .words = view.hint, .colour = ui::ColourRole::text_soft}},
                   kMarkSize);
    frame.spinner("waiting", picture, {});
    if (view.may_leave && frame.button("leave", inner.bottom_strip(button),
                                       {.words = view.leave, .kind = ui::ButtonKind::secondary}))
        return intent::LeaveWithoutPaper{};
    return intent;
}

}  // namespace kiosk24::screens::submitting
