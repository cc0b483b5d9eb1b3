#include "screens/outcome/outcome.h"

#include <algorithm>

#include "screens/shared/illustrations.h"

namespace kiosk24::screens::outcome {

namespace {

Mark mark_of(Verdict verdict) {
    if (verdict == Verdict::approved) return Mark::approved;
    if (verdict == Verdict::human) return Mark::person;
    return verdict == Verdict::refused ? Mark::refused : Mark::waiting;
}

void draw_facts(const View& view, ui::Frame& frame, ui::Rect area) {
    ui::Rect facts = area;
    if (!view.code.empty()) {
        const float side = std::min(area.h, area.w * 0.34F);
        frame.qr_code("code", area.right_strip(side).centred({side, side}), view.code, view.code_words,
                      ui::Privacy::personal);
        facts = area.without_right(side + ui::kGap);
    }
    ui::Column column(facts);
    for (const auto& fact : view.facts) {
        frame.text("label." + fact.id, column.take(frame.line_height(ui::FontRole::caption)), fact.label,
                   {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
        const bool is_number = fact.id == "case_number";
        const auto font = is_number ? ui::FontRole::caption_bold : ui::FontRole::heading;
        frame.text(fact.id, column.take(frame.line_height(font)), fact.words,
                   {.font = font, .max_lines = 1, .privacy = ui::Privacy::personal});
        column.gap(ui::kSpace);
    }
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    frame.card(content);
    const ui::Rect inner = content.inset(ui::kPadding * 1.25F, ui::kPadding);
    const float button = view.done.empty() ? 0 : frame.theme().button_height() + ui::kGap;
    const bool has_facts = !view.facts.empty();
    const auto [first, second] = has_facts ? halves(frame, inner.without_bottom(button), 0.6F)
                                           : Halves{inner.without_bottom(button), {}};
    ui::Column column(first);
    const float reason_height =
        view.reason.empty()
            ? 0
            : frame.measure_text(view.reason, ui::FontRole::body_bold, first.w).h + ui::kSpace * 2;
    const float words_height = frame.measure_text(view.words, ui::FontRole::body, first.w).h;
    const float text =
        frame.line_height(ui::FontRole::display) + ui::kGap + reason_height + words_height + ui::kSpace;
    draw_mark(frame, column.take(std::max(120.0F, first.h - text - ui::kGap)).inset(0, ui::kSpace),
              mark_of(view.verdict));
    column.gap(ui::kGap);
    frame.text("heading", column.take(frame.line_height(ui::FontRole::display)), view.heading,
               {.font = ui::FontRole::display, .align = ui::Align::centre, .max_lines = 1});
    column.gap(ui::kSpace);
    if (!view.reason.empty())
        frame.text("reason", column.take(reason_height), view.reason,
                   {.font = ui::FontRole::body_bold, .align = ui::Align::centre});
    frame.text("words", column.rest(), view.words,
               {.colour = ui::ColourRole::text_soft, .align = ui::Align::centre});
    if (has_facts) draw_facts(view, frame, second.without_top(ui::kGap));
    if (!view.done.empty() &&
        frame.button("done", inner.bottom_strip(frame.theme().button_height()), {.words = view.done}))
        return intent::EndSession{};
    return intent;
}

}  // namespace kiosk24::screens::outcome
