#include "screens/printing/printing.h"

#include <algorithm>

#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::printing {

namespace {

std::optional<Intent> draw_question(const View& view, ui::Frame& frame) {
    auto dialog =
        frame.dialog("question", {std::min(frame.size().w - 120, 880.0F), frame.scaled(460)}, view.question);
    const ui::Rect inner = dialog.content();
    const float button = frame.theme().button_height();
    frame.text("question.words", inner.without_bottom(button + ui::kGap), view.question,
               {.font = ui::FontRole::heading,
                .align = ui::Align::centre,
                .vertical = ui::AlignVertical::middle,
                .max_lines = 3});
    const auto parts = inner.bottom_strip(button).columns(2, ui::kGap);
    if (frame.button("did_not", parts[0], {.words = view.did_not, .kind = ui::ButtonKind::secondary}))
        return intent::AnswerPageOutcome{false};
    if (frame.button("came_out", parts[1], {.words = view.came_out})) return intent::AnswerPageOutcome{true};
    return std::nullopt;
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    if (!view.fault.empty()) {
        const ui::Banner banner{.words = view.fault,
                                .more = view.fault_more,
                                .kind = ui::BannerKind::warning,
                                .icon = ui::Icon::print};
        const float height = frame.banner_height(banner, content.w);
        frame.banner("fault", content.top(height), banner);
        content = content.without_top(height + ui::kGap);
    }
    const bool has_buttons = !view.fault.empty();
    const float button = has_buttons ? frame.theme().button_height() + ui::kGap : 0;
    ui::Rect card = content.without_bottom(button);
    // One line of it; what there is to do about a receipt comes when the pages are out.
    if (const float height = receipt_line_height(view.receipt, frame, card.w); height > 0) {
        draw_receipt_line(view.receipt, frame, card.bottom_strip(height));
        card = card.without_bottom(height + ui::kGap);
    }
    frame.card(card);
    const ui::Rect inner = card.inset(ui::kPadding);
    const float bar = ui::kGap * 2;
    const ui::Rect picture =
        draw_lines(frame, inner.without_bottom(bar),
                   {{.id = "heading", .words = view.heading, .font = ui::FontRole::title},
                    {.id = "page",
                     .words = view.page_words,
                     .font = ui::FontRole::body_bold,
                     .colour = ui::ColourRole::accent},
                    {.id = "hint",
                     .words = view.fault.empty() ? std::string_view(view.hint) : std::string_view(),
                     .colour = ui::ColourRole::text_soft}},
                   kPictureSize);
    draw_paper(frame, picture, view.fault.empty() ? -1.0F : 0.25F);
    frame.picture_words("picture", picture, view.picture);
    frame.progress("progress", inner.bottom_strip(ui::kGap).inset(ui::kMargin, 0), view.share);
    if (has_buttons) {
        const auto parts = content.bottom_strip(frame.theme().button_height()).columns(2, ui::kGap);
        if (frame.button("leave", parts[0], {.words = view.leave, .kind = ui::ButtonKind::secondary}))
            intent = intent::LeaveWithoutPaper{};
        const auto availability =
            view.is_working || view.asks ? ui::Availability::disabled : ui::Availability::enabled;
        if (frame.button("try_again", parts[1],
                         {.words = view.try_again, .icon = ui::Icon::refresh, .availability = availability}))
            intent = intent::TryAgain{};
    }
    if (view.asks) return draw_question(view, frame);
    return intent;
}

}  // namespace kiosk24::screens::printing
