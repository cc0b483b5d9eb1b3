#include "screens/out_of_service/out_of_service.h"
#include "screens/shared/corners.h"
#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::out_of_service {

namespace {

// The words with the picture, and the two facts.
struct Parts {
    ui::Rect words;
    std::vector<ui::Rect> facts;
};

// A lying screen has no room beside the picture for a long notice: it goes over the whole width, without the
// picture and above the facts.
bool is_spread(const View& view, const ui::Frame& frame) {
    return view.has_long_notice && frame.orientation() == ui::Orientation::landscape;
}

Parts parts_of(const View& view, const ui::Frame& frame, ui::Rect inside) {
    if (is_spread(view, frame)) {
        const auto rows = inside.rows_by({0.8F, 0.2F}, ui::kGap);
        return {rows[0], rows[1].columns(2, ui::kGap)};
    }
    const auto [first, second] = halves(frame, inside, 0.62F);
    return {first, second.rows(2, ui::kGap)};
}

void draw_words(const View& view, ui::Frame& frame, ui::Rect area) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < view.other_words.size(); ++i)
        ids.push_back("words." + std::to_string(i + 1));
    std::vector<Line> lines{{.id = "heading", .words = view.heading, .font = ui::FontRole::display},
                            {.id = "words", .words = view.words, .colour = ui::ColourRole::text_soft}};
    for (std::size_t i = 0; i < view.other_words.size(); ++i)
        lines.push_back({.id = ids[i],
                         .words = view.other_words[i],
                         .font = ui::FontRole::caption,
                         .colour = ui::ColourRole::text_soft});
    const bool has_picture = !is_spread(view, frame);
    const auto picture = draw_lines(frame, area, lines, has_picture ? kMarkSize : ui::Size{0, 0});
    if (has_picture) draw_mark(frame, picture, Mark::waiting);
}

void draw_fact(ui::Frame& frame, ui::Rect area, const std::string& number, const std::string& label,
               const std::string& fact) {
    frame.card(area, {.kind = ui::CardKind::flat, .colour = ui::ColourRole::surface_soft});
    const float label_height = frame.line_height(ui::FontRole::caption);
    const float height = label_height + frame.line_height(ui::FontRole::heading);
    const ui::Rect inner = area.inset(ui::kPadding, ui::kSpace);
    const ui::Rect block = inner.centred({inner.w, height});
    frame.text("label." + number, block.top(label_height), label,
               {.font = ui::FontRole::caption,
                .colour = ui::ColourRole::text_soft,
                .align = ui::Align::centre,
                .max_lines = 1});
    frame.text("fact." + number, block.without_top(label_height), fact,
               {.font = ui::FontRole::heading, .align = ui::Align::centre, .max_lines = 1});
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    // Nothing can be touched: the bar's room goes to the card, above the footer's line, where it is wanted.
    ui::Rect all = content;
    const float below = frame.screen().bottom() - content.y - ui::kMargin * 2;
    if (frame.orientation() == ui::Orientation::portrait) all.h = below;
    if (is_spread(view, frame)) all.h = below - ui::kGap;
    frame.card(all);
    const auto [words, facts] = parts_of(view, frame, all.inset(ui::kPadding * 1.5F));
    draw_words(view, frame, words);
    draw_fact(frame, facts[0], "0", view.nearest_label, view.nearest);
    draw_fact(frame, facts[1], "1", view.hotline_label, view.hotline);
    if (auto corner = draw_corners(frame, frame.screen(), view.heading)) return corner;
    return intent;
}

}  // namespace kiosk24::screens::out_of_service
