#include "screens/draft/draft.h"
#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::draft {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    const float button = frame.theme().button_height();
    const ui::Rect inner = content.inset(ui::kPadding);
    const ui::Rect picture =
        draw_lines(frame, inner.without_bottom(button + ui::kGap),
                   {{.id = "matter",
                     .words = view.matter,
                     .font = ui::FontRole::caption,
                     .colour = ui::ColourRole::text_soft,
                     .privacy = ui::Privacy::personal},
                    {.id = "heading", .words = view.heading, .font = ui::FontRole::title},
                    {.id = "words", .words = view.words},
                    {.id = "until",
                     .words = view.until,
                     .font = ui::FontRole::caption,
                     .colour = ui::ColourRole::text_soft}},
                   kMarkSize);
    draw_mark(frame, picture, Mark::waiting);
    const auto parts = inner.bottom_strip(button).columns(2, ui::kGap);
    if (frame.button("discard", parts[0], {.words = view.discard, .kind = ui::ButtonKind::secondary}))
        return intent::DiscardDraft{};
    if (frame.button("resume", parts[1], {.words = view.resume, .icon = ui::Icon::arrow_forward}))
        return intent::ResumeDraft{};
    return intent;
}

}  // namespace kiosk24::screens::draft
