#include "screens/home/home.h"

#include <algorithm>

namespace kiosk24::screens::home {

namespace {

std::optional<Intent> draw_matter(const MatterRow& row, ui::Frame& frame, ui::Rect area) {
    const bool tapped =
        frame.row("matter." + row.id, area,
                  {.title = row.name,
                   .subtitle = row.summary,
                   .icon = row.icon,
                   .tint = row.tint,
                   .trailing = row.note,
                   .trailing_colour = row.is_available ? ui::ColourRole::success : ui::ColourRole::danger});
    if (tapped) return intent::OpenMatter{row.id};
    return std::nullopt;
}

// Search and the hint about the card, side by side in landscape.
std::optional<Intent> draw_search_card(const View& view, ui::Frame& frame, ui::Rect area) {
    frame.card(area);
    const ui::Rect inner = area.inset(ui::kPadding, ui::kSpace * 2);
    const float button = std::min(inner.w * 0.36F, frame.button_width(view.search_words, ui::Icon::search));
    const float side = std::min(inner.h, frame.scaled(96));
    frame.tinted_icon({inner.x, inner.centre().y - side / 2, side, side}, ui::Icon::credit_card,
                      ui::Tint::orange);
    const ui::Rect words = inner.without_left(side + ui::kGap).without_right(button + ui::kGap);
    const float title = frame.line_height(ui::FontRole::heading);
    const float both = title + frame.line_height(ui::FontRole::caption);
    const ui::Rect block = {words.x, words.centre().y - both / 2, words.w, both};
    frame.text("card_hint", block.top(title), view.card_hint,
               {.font = ui::FontRole::heading, .max_lines = 1});
    frame.text("card_hint_more", block.without_top(title), view.card_hint_more,
               {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
    const ui::Rect target = inner.right_strip(button);
    if (frame.button("search",
                     {target.x, target.centre().y - frame.theme().button_height() / 2, target.w,
                      frame.theme().button_height()},
                     {.words = view.search_words, .icon = ui::Icon::search}))
        return intent::OpenGroup{std::string(kSearchGroup)};
    return std::nullopt;
}

std::optional<Intent> draw_groups(const View& view, ui::Frame& frame, ui::Rect area) {
    std::optional<Intent> intent;
    const bool portrait = frame.orientation() == ui::Orientation::portrait;
    const int across = portrait ? 3 : 6;
    const int count = static_cast<int>(view.groups.size());
    const int rows = (count + across - 1) / std::max(1, across);
    const bool large = frame.text_size() == ui::TextSize::large;
    const float least = large ? (portrait ? 250.0F : 230.0F) : 0;
    const float height = std::max(
        least, (area.h - ui::kGap * static_cast<float>(rows - 1)) / static_cast<float>(std::max(1, rows)));
    auto list = frame.scroll_area("groups", area, view.more, view.back);
    const ui::Rect content = list.content();
    const auto cells = content.grid(count, across, height, ui::kGap);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto& group = view.groups[i];
        const bool tapped =
            frame.tile("group." + group.id, cells[i],
                       {.title = group.name,
                        .subtitle = large ? std::string_view{} : std::string_view(group.about),
                        .icon = group.icon,
                        .tint = group.tint});
        if (tapped) intent = intent::OpenGroup{group.id};
    }
    list.used(static_cast<float>(rows) * (height + ui::kGap) - ui::kGap);
    return intent;
}

std::optional<Intent> draw_front(const View& view, ui::Frame& frame, ui::Rect content) {
    std::optional<Intent> intent;
    ui::Column column(content);
    const float card_height = frame.scaled(frame.orientation() == ui::Orientation::portrait ? 152 : 128);
    const float row_height = frame.scaled(136);
    const auto take = [&](std::optional<Intent> found) {
        if (found) intent = found;
    };
    if (frame.orientation() == ui::Orientation::portrait) {
        take(draw_search_card(view, frame, column.take(card_height)));
        column.gap(ui::kGap);
        frame.text("popular", column.take(frame.line_height(ui::FontRole::body_bold)), view.popular,
                   {.font = ui::FontRole::body_bold});
        column.gap(ui::kSpace);
        for (const auto& matter : view.matters) {
            take(draw_matter(matter, frame, column.take(row_height)));
            column.gap(ui::kSpace * 2);
        }
        frame.text("all_groups", column.take(frame.line_height(ui::FontRole::body_bold)), view.all_groups,
                   {.font = ui::FontRole::body_bold});
        column.gap(ui::kSpace);
        take(draw_groups(view, frame, column.rest()));
        return intent;
    }
    const auto row = column.take(std::max(card_height, row_height)).columns(2, ui::kGap);
    take(draw_search_card(view, frame, row[0]));
    if (!view.matters.empty()) take(draw_matter(view.matters.front(), frame, row[1]));
    column.gap(ui::kGap);
    take(draw_groups(view, frame, column.rest()));
    return intent;
}

std::optional<Intent> draw_list(const View& view, ui::Frame& frame, ui::Rect content) {
    std::optional<Intent> intent;
    if (view.matters.empty()) {
        ui::Column column(content);
        frame.card(column.rest().top(frame.scaled(340)));
        ui::Column inner(column.rest().top(frame.scaled(340)).inset(ui::kPadding));
        frame.icon(inner.take(frame.scaled(110)).inset(0, 8), ui::Icon::info, ui::ColourRole::accent);
        frame.text("nothing", inner.take(frame.scaled(70)), view.nothing,
                   {.font = ui::FontRole::heading, .align = ui::Align::centre, .max_lines = 1});
        frame.text("nothing_more", inner.rest(), view.nothing_more,
                   {.colour = ui::ColourRole::text_soft, .align = ui::Align::centre});
        return intent;
    }
    auto list = frame.scroll_area("matters", content, view.more, view.back);
    ui::Column column(list.content());
    const float begin = column.y();
    for (const auto& matter : view.matters) {
        if (auto tapped = draw_matter(matter, frame, column.take(frame.scaled(136)))) intent = tapped;
        column.gap(ui::kSpace * 2);
    }
    list.used(column.y() - begin);
    return intent;
}

std::string without_last_character(std::string text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80)
        text.pop_back();
    if (!text.empty()) text.pop_back();
    return text;
}

std::optional<Intent> draw_search(const View& view, ui::Frame& frame, ui::Rect content) {
    std::optional<Intent> intent;
    const float keyboard = frame.keyboard_height(ui::KeyboardLayout::letters);
    const ui::Rect keys = content.bottom_strip(keyboard);
    ui::Column column(content.without_bottom(keyboard + ui::kGap));
    frame.text_field("search.text", column.take(frame.scaled(112)),
                     {.text = view.search_text,
                      .placeholder = view.search_placeholder,
                      .icon = ui::Icon::search,
                      .privacy = ui::Privacy::open});
    column.gap(ui::kGap);
    if (!view.search_text.empty()) intent = draw_list(view, frame, column.rest());
    if (const auto stroke = frame.keyboard("key", keys, {.clear_words = view.clear})) {
        std::string text = view.search_text;
        if (stroke->kind == ui::KeyStroke::Kind::text) text += stroke->text;
        if (stroke->kind == ui::KeyStroke::Kind::backspace) text = without_last_character(text);
        if (stroke->kind == ui::KeyStroke::Kind::clear) text.clear();
        intent = intent::Edit{.field = "search", .text = PersonalText(text), .caret = 0, .composition = {}};
    }
    return intent;
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    std::optional<Intent> mine;
    if (view.mode == Mode::groups) mine = draw_front(view, frame, content);
    if (view.mode == Mode::one_group) mine = draw_list(view, frame, content);
    if (view.mode == Mode::search) mine = draw_search(view, frame, content);
    return mine ? mine : intent;
}

}  // namespace kiosk24::screens::home
