#include "screens/operator/service_book/service_book.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::service_book {

namespace {

void draw_line(const Line& line, const std::string& number, ui::Frame& frame, ui::Rect row) {
    constexpr float kTime = 270;
    const ui::TextStyle soft{.font = ui::FontRole::caption,
                             .colour = ui::ColourRole::text_soft,
                             .vertical = ui::AlignVertical::middle,
                             .max_lines = 1};
    frame.text("time." + number, row.left(kTime), line.time, soft);
    const ui::Rect rest = row.without_left(kTime);
    const auto parts =
        line.more.empty() ? std::vector<ui::Rect>{rest} : rest.columns_by({2.2F, 1.6F}, ui::kGap);
    ui::TextStyle words = soft;
    words.colour = ui::ColourRole::text;
    frame.text("line." + number, parts[0], line.words, words);
    if (line.more.empty()) return;
    ui::TextStyle more = soft;
    more.align = ui::Align::right;
    frame.text("more." + number, parts[1], line.more, more);
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_service_chrome(view.chrome, frame);
    const float caption = frame.line_height(ui::FontRole::caption);
    frame.text("hint", content.top(caption), view.hint,
               {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
    const ui::Rect card = content.without_top(caption + ui::kSpace * 2);
    frame.card(card, {.kind = ui::CardKind::outlined});
    const ui::Rect inner = card.inset(ui::kPadding, ui::kGap);
    if (view.lines.empty()) {
        if (view.is_reading)
            frame.spinner("reading", inner, view.empty);
        else
            frame.text("empty", inner, view.empty,
                       {.colour = ui::ColourRole::text_soft,
                        .align = ui::Align::centre,
                        .vertical = ui::AlignVertical::middle});
        return intent;
    }
    const float row = caption + ui::kSpace * 2;
    const float height = row * static_cast<float>(view.lines.size());
    const ui::Rect column = beside_key(frame, inner, height);
    auto list = frame.scroll_area("book", inner, view.page_on, view.page_back);
    float y = list.content().y;
    for (std::size_t i = 0; i < view.lines.size(); ++i, y += row) {
        const ui::Rect place{column.x, y, column.w, row};
        if (i > 0) frame.divider(place);
        draw_line(view.lines[i], std::to_string(i), frame, place);
    }
    list.used(height);
    return intent;
}

}  // namespace kiosk24::screens::service_book
