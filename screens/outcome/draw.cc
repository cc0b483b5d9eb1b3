#include "screens/outcome/outcome.h"

#include <algorithm>

#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::outcome {

namespace {

constexpr float kLeastCode = 170;  // a telephone reads it from there

Mark mark_of(Verdict verdict) {
    if (verdict == Verdict::approved) return Mark::approved;
    if (verdict == Verdict::human) return Mark::person;
    return verdict == Verdict::refused ? Mark::refused : Mark::waiting;
}

float number_height(const View& view, const ui::Frame& frame, float width) {
    return frame.measure_text(in_fives(view.case_number), ui::FontRole::caption_bold, width).h + 4;
}

// The case number over the whole width; below it the other facts, the code to scan at their right.
float facts_height(const View& view, const ui::Frame& frame, float width) {
    const float inside = width - ui::kPadding * 2, label = frame.line_height(ui::FontRole::caption);
    const float number = view.case_number.empty() ? 0 : label + number_height(view, frame, inside);
    const auto rows = static_cast<float>(view.facts.size());
    const float lines = rows * (label + frame.line_height(ui::FontRole::heading) + ui::kSpace);
    const float others = view.code.empty() ? lines : std::max(lines, kLeastCode);
    return ui::kGap * 2 + number + (others > 0 ? others + ui::kSpace * 2 : 0);
}

void draw_facts(const View& view, ui::Frame& frame, ui::Rect area) {
    frame.card(area, {.kind = ui::CardKind::flat, .colour = ui::ColourRole::surface_soft});
    ui::Column column(area.inset(ui::kPadding, ui::kGap));
    const float label = frame.line_height(ui::FontRole::caption);
    const ui::TextStyle soft{
        .font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1};
    if (!view.case_number.empty()) {
        frame.text("label.case_number", column.take(label), view.case_number_label, soft);
        frame.text("case_number", column.take(number_height(view, frame, column.rest().w)),
                   in_fives(view.case_number),
                   {.font = ui::FontRole::caption_bold, .privacy = ui::Privacy::personal});
        column.gap(ui::kSpace * 2);
    }
    ui::Rect rest = column.rest();
    if (!view.code.empty()) {
        const float side = std::min(rest.h, rest.w * 0.4F);
        frame.qr_code("code", rest.right_strip(side).top(side), view.code, view.code_words,
                      ui::Privacy::personal);
        rest = rest.without_right(side + ui::kGap);
    }
    ui::Column lines(rest);
    for (const auto& fact : view.facts) {
        frame.text("label." + fact.id, lines.take(label), fact.label, soft);
        frame.text(fact.id, lines.take(frame.line_height(ui::FontRole::heading)), fact.words,
                   {.font = ui::FontRole::heading, .max_lines = 1, .privacy = ui::Privacy::personal});
        lines.gap(ui::kSpace);
    }
}

// Says at the bottom how it is with the receipt; what remains above.
ui::Rect without_receipt(const View& view, ui::Frame& frame, ui::Rect area) {
    if (view.receipt.words.empty()) return area;
    ReceiptLine line = view.receipt;
    // Large letters need the room; the number stands above.
    if (frame.text_size() == ui::TextSize::large) line.more.clear();
    const float height = receipt_line_height(line, frame, area.w);
    draw_receipt_line(line, frame, area.bottom_strip(height));
    return area.without_bottom(height + ui::kGap);
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    // On a lying screen the facts stand beside the words; large text needs the room of the mark then.
    const bool is_beside = (!view.facts.empty() || !view.code.empty()) && !is_upright;
    const bool is_tight = is_beside && frame.text_size() == ui::TextSize::large;
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    ui::Rect area = content.inset(ui::kPadding);
    if (is_beside) {
        const auto parts = area.columns_by({1.1F, 1}, ui::kMargin);
        draw_facts(view, frame, without_receipt(view, frame, parts[1]));
        area = parts[0];
    }
    if (!view.done.empty()) {
        const float button = frame.theme().button_height();
        const auto buttons = area.bottom_strip(button).columns(view.receipt.again.empty() ? 1 : 2, ui::kGap);
        if (draw_receipt_again(view.receipt, frame, buttons.front())) intent = intent::PrintReceipt{};
        const auto availability =
            view.receipt.is_drawing ? ui::Availability::disabled : ui::Availability::enabled;
        if (frame.button("done", buttons.back(), {.words = view.done, .availability = availability}))
            intent = intent::EndSession{};
        area = area.without_bottom(button + ui::kGap);
    }
    if (!is_beside) area = without_receipt(view, frame, area);
    if ((!view.case_number.empty() || !view.facts.empty()) && !is_beside) {
        const float facts = facts_height(view, frame, area.w);
        draw_facts(view, frame, area.bottom_strip(facts));
        area = area.without_bottom(facts + ui::kGap);
    }
    const ui::Rect picture =
        draw_lines(frame, area,
                   {{.id = "heading",
                     .words = view.heading,
                     .font = is_beside ? ui::FontRole::heading : ui::FontRole::display},
                    {.id = "reason", .words = view.reason, .font = ui::FontRole::body_bold},
                    {.id = "words", .words = view.words, .colour = ui::ColourRole::text_soft}},
                   is_tight    ? ui::Size{}
                   : is_beside ? ui::Size{160, 160}
                               : kMarkSize);
    if (!picture.is_empty()) draw_mark(frame, picture, mark_of(view.verdict));
    return intent;
}

}  // namespace kiosk24::screens::outcome
