#include "screens/out_of_service/out_of_service.h"
#include "screens/shared/corners.h"
#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::out_of_service {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    // Nothing can be touched: an upright screen gives the bar's room to the card, above the footer's line.
    ui::Rect all = content;
    if (frame.orientation() == ui::Orientation::portrait)
        all.h = frame.screen().bottom() - content.y - ui::kMargin * 2;
    frame.card(all);
    const auto [first, second] = halves(frame, all.inset(ui::kPadding * 1.5F), 0.62F);
    std::vector<Line> lines{{.id = "heading", .words = view.heading, .font = ui::FontRole::display},
                            {.id = "words", .words = view.words, .colour = ui::ColourRole::text_soft}};
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < view.other_words.size(); ++i)
        ids.push_back("words." + std::to_string(i + 1));
    for (std::size_t i = 0; i < view.other_words.size(); ++i)
        lines.push_back({.id = ids[i],
                         .words = view.other_words[i],
                         .font = ui::FontRole::caption,
                         .colour = ui::ColourRole::text_soft});
    const ui::Rect picture = draw_lines(frame, first, lines, kMarkSize);
    draw_mark(frame, picture, Mark::waiting);
    const auto rows = second.rows(2, ui::kGap);
    const std::pair<const std::string*, const std::string*> facts[] = {{&view.nearest_label, &view.nearest},
                                                                       {&view.hotline_label, &view.hotline}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        frame.card(rows[i], {.kind = ui::CardKind::flat, .colour = ui::ColourRole::surface_soft});
        const ui::Rect inner = rows[i].inset(ui::kPadding, ui::kSpace);
        const float label = frame.line_height(ui::FontRole::caption),
                    value = frame.line_height(ui::FontRole::heading);
        const ui::Rect block = inner.centred({inner.w, label + value});
        frame.text("label." + std::to_string(i), block.top(label), *facts[i].first,
                   {.font = ui::FontRole::caption,
                    .colour = ui::ColourRole::text_soft,
                    .align = ui::Align::centre,
                    .max_lines = 1});
        frame.text("fact." + std::to_string(i), block.without_top(label), *facts[i].second,
                   {.font = ui::FontRole::heading, .align = ui::Align::centre, .max_lines = 1});
    }
    if (auto corner = draw_corners(frame, frame.screen(), view.heading)) return corner;
    return intent;
}

}  // namespace kiosk24::screens::out_of_service
