#include "screens/shared/illustrations.h"
#include "screens/take_paper/take_paper.h"

namespace kiosk24::screens::take_paper {

namespace {

struct Taking {
    std::string_view id;
    const std::string& words;
};

void draw_words(ui::Frame& frame, ui::Rect area, const Taking& what) {
    frame.text(what.id, area.bottom_strip(frame.line_height(ui::FontRole::heading)), what.words,
               {.font = ui::FontRole::heading, .align = ui::Align::centre, .max_lines = 1});
}

ui::Rect above_words(const ui::Frame& frame, ui::Rect area) {
    return area.without_bottom(frame.line_height(ui::FontRole::heading) + ui::kSpace);
}

// What is to be taken: beside each other where the room is wide, else the papers above the card.
void draw_pictures(const View& view, ui::Frame& frame, ui::Rect area) {
    const int papers = view.receipt.is_out ? 2 : 1, things = papers + (view.card_words.empty() ? 0 : 1);
    const bool is_wide = area.w > area.h * 1.2F;
    std::vector<ui::Rect> slots = area.columns(things, ui::kGap);
    if (!is_wide && things > papers) {
        const auto rows = area.rows(2, ui::kGap);
        slots = rows.front().columns(papers, ui::kGap);
        slots.push_back(rows.back());
    }
    draw_paper(frame, above_words(frame, slots.front()), 0.92F);
    draw_words(frame, slots.front(), {"paper", view.paper_words});
    if (view.receipt.is_out) {
        draw_receipt(frame, above_words(frame, slots[1]));
        draw_words(frame, slots[1], {"receipt", view.receipt_words});
    }
    if (view.card_words.empty()) return;
    draw_card_on_reader(frame, above_words(frame, slots.back()), CardMotion::taking);
    draw_words(frame, slots.back(), {"card", view.card_words});
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const float button = frame.theme().button_height();
    frame.card(content.without_bottom(button + ui::kGap));
    const ui::Rect inner = content.without_bottom(button + ui::kGap).inset(ui::kPadding);
    ui::Column column(inner);
    const ui::Rect top = column.take(frame.line_height(ui::FontRole::title) * 1.3F);
    const float ring = top.h;
    frame.text("heading", top.inset(ring + ui::kSpace, 0), view.heading,
               {.font = ui::FontRole::title,
                .align = ui::Align::centre,
                .vertical = ui::AlignVertical::middle,
                .max_lines = 1});
    frame.countdown("left", top.right_strip(ring), view.left_ms, view.total_ms, {});
    column.gap(ui::kGap);
    ui::Rect pictures = column.rest();
    const InsteadOfReceipt instead{view.receipt, view.case_number, view.code_words};
    if (!view.receipt.is_out && draw_receipt_place(instead, frame, pictures)) intent = intent::PrintReceipt{};
    draw_pictures(view, frame, pictures);
    const auto parts = content.bottom_strip(button).columns_by({1, 2}, ui::kGap);
    if (frame.button("missing", parts[0], {.words = view.missing, .kind = ui::ButtonKind::secondary}))
        return intent::PaperNotReceived{};
    if (frame.button("taken", parts[1], {.words = view.taken, .icon = ui::Icon::check}))
        return intent::PaperTaken{};
    return intent;
}

}  // namespace kiosk24::screens::take_paper
