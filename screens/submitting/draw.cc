#include "screens/submitting/submitting.h"

#include "screens/shared/message.h"

namespace kiosk24::screens::submitting {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    const ui::Rect inner = content.inset(ui::kPadding);
    const float button = frame.theme().button_height();
    ui::Rect above = view.may_leave ? inner.without_bottom(button + ui::kGap) : inner;
    const bool has_little_room = view.receipt.needs_code && frame.orientation() == ui::Orientation::landscape;
    const InsteadOfReceipt instead{view.receipt, view.case_number, view.code_words};
    if (draw_receipt_place(instead, frame, above)) intent = intent::PrintReceipt{};
    const ui::Rect picture =
        draw_lines(frame, above,
                   {{.id = "heading", .words = view.heading, .font = ui::FontRole::title},
                    {.id = "hint", .words = view.hint, .colour = ui::ColourRole::text_soft}},
                   has_little_room ? ui::Size{90, 90} : kMarkSize);
    frame.spinner("waiting", picture, {});
    if (!view.may_leave) return intent;
    const auto buttons = inner.bottom_strip(button).columns(view.print_receipt.empty() ? 1 : 2, ui::kGap);
    if (frame.button("leave", buttons.front(), {.words = view.leave, .kind = ui::ButtonKind::secondary}))
        return intent::LeaveWithoutPaper{};
    if (!view.print_receipt.empty() && frame.button("print_receipt", buttons.back(),
                                                    {.words = view.print_receipt, .icon = ui::Icon::receipt}))
        return intent::PrintReceipt{};
    return intent;
}

}  // namespace kiosk24::screens::submitting
