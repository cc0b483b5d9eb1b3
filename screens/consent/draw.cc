#include "screens/consent/consent.h"

#include <algorithm>

#include "screens/shared/message.h"

namespace kiosk24::screens::consent {

namespace {

// The cards in rows of `across`, each row as high as its longest words need; the height of all, gaps
// included.
struct Cards {
    std::vector<ui::Rect> places;
    float height = 0;
    int across = 1;

    void stretch(float spare) {
        const int rows = (static_cast<int>(places.size()) + across - 1) / across;
        const float more = std::min(spare / static_cast<float>(rows), 64.0F);
        for (std::size_t i = 0; i < places.size(); ++i) {
            places[i].y += more * static_cast<float>(static_cast<int>(i) / across);
            places[i].h += more;
        }
        height += more * static_cast<float>(rows);
    }
};

float lead_of(const ui::Frame& frame) {
    return frame.scaled(64) + ui::kGap;
}

Cards lay_out(const View& view, const ui::Frame& frame, ui::Rect area, int across) {
    Cards cards;
    cards.across = across;
    const auto columns = area.columns(across, ui::kGap);
    const float width = columns[0].w - ui::kPadding * 2 - lead_of(frame);
    const auto count = view.sections.size();
    for (std::size_t first = 0; first < count; first += static_cast<std::size_t>(across)) {
        float words = 0;
        const std::size_t end = std::min(count, first + static_cast<std::size_t>(across));
        for (std::size_t i = first; i < end; ++i)
            words = std::max(words, frame.measure_text(view.sections[i].words, ui::FontRole::body, width).h);
        const float height = words + frame.line_height(ui::FontRole::body_bold) + ui::kGap * 2;
        for (std::size_t i = first; i < end; ++i)
            cards.places.push_back({columns[i - first].x, area.y + cards.height, columns[0].w, height});
        cards.height += height + ui::kSpace * 2;
    }
    return cards;
}

void draw_section(const Section& section, std::size_t index, ui::Frame& frame, ui::Rect area) {
    frame.card(area);
    const ui::Rect inner = area.inset(ui::kPadding, ui::kGap - 2);
    const float icon = frame.scaled(64), heading = frame.line_height(ui::FontRole::body_bold);
    const ui::Rect beside = inner.without_left(lead_of(frame));
    const float body = frame.measure_text(section.words, ui::FontRole::body, beside.w).h + 4;
    const ui::Rect words = beside.centred({beside.w, std::min(beside.h, heading + body)});
    const ui::Rect disc{inner.x, words.y, icon, icon};
    frame.fill(disc, frame.colour(ui::ColourRole::accent_soft), icon / 2);
    frame.icon(disc.inset(icon * 0.2F), section.icon, ui::ColourRole::accent);
    frame.text("heading." + std::to_string(index), words.top(heading), section.heading,
               {.font = ui::FontRole::body_bold, .max_lines = 1});
    frame.text("section." + std::to_string(index), words.without_top(heading), section.words,
               {.colour = ui::ColourRole::text_soft});
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const ui::Rect buttons = content.bottom_strip(frame.theme().button_height());
    const ui::Rect area = content.without_bottom(buttons.h + ui::kGap);
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const float version = frame.line_height(ui::FontRole::caption) + 4;
    const int across = is_upright ? 1 : 2;
    Cards cards = lay_out(view, frame, area, across);
    const float wanted = cards.height + version;
    const float spare = area.h - wanted;
    // Where there is room, the cards share it; where there is none, they scroll beside the round key.
    if (spare > 0)
        cards.stretch(spare);
    else
        cards = lay_out(view, frame, beside_key(frame, area, wanted), across);
    {
        auto list = frame.scroll_area("sections", area, view.more, view.less);
        const ui::Rect shown = list.content();
        for (std::size_t i = 0; i < view.sections.size(); ++i)
            draw_section(view.sections[i], i, frame, cards.places[i].moved(0, shown.y - area.y));
        frame.text("version", {shown.x, shown.y + cards.height, shown.w, version}, view.version,
                   {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
        list.used(spare > 0 ? area.h : cards.height + version);
    }
    const auto parts = buttons.columns_by({1, 2}, ui::kGap);
    if (frame.button("decline", parts[0], {.words = view.decline, .kind = ui::ButtonKind::secondary}))
        return intent::Decline{};
    if (frame.button("agree", parts[1], {.words = view.agree, .icon = ui::Icon::check}))
        return intent::Agree{};
    return intent;
}

}  // namespace kiosk24::screens::consent
