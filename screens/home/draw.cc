#include "screens/home/home.h"

#include <algorithm>
#include <cmath>
#include "screens/shared/message.h"
#include "screens/shared/typing.h"

namespace kiosk24::screens::home {

namespace {

std::optional<Intent> draw_matter(const MatterRow& row, ui::Frame& frame, ui::Rect area) {
    const bool tapped = frame.row("matter." + row.id, area,
                                  {.title = row.name,
                                   .subtitle = row.summary,
                                   .icon = row.icon,
                                   .tint = row.tint,
                                   .trailing = row.note,
                                   .trailing_colour = ui::ColourRole::danger});
    if (tapped) return intent::OpenMatter{row.id};
    return std::nullopt;
}

// Always at hand: also what is said to somebody whose paper could not be printed last time.
std::optional<Intent> draw_my_cases(const MatterRow& row, ui::Frame& frame, ui::Rect area) {
    const bool tapped = frame.row("my_cases", area,
                                  {.title = row.name,
                                   .subtitle = row.summary,
                                   .icon = ui::Icon::assignment_done,
                                   .tint = ui::Tint::teal,
                                   .trailing = row.note,
                                   .trailing_colour = ui::ColourRole::danger});
    if (tapped) return intent::OpenMatter{row.id};
    return std::nullopt;
}

std::optional<Intent> draw_search_button(const View& view, ui::Frame& frame, ui::Rect area) {
    if (frame.button("search", area.centred({area.w, std::min(area.h, frame.theme().button_height())}),
                     {.words = view.search_words, .icon = ui::Icon::search}))
        return intent::OpenGroup{std::string(kSearchGroup)};
    return std::nullopt;
}

// What to have at hand, and the way to the search.
std::optional<Intent> draw_search_card(const View& view, ui::Frame& frame, ui::Rect area) {
    frame.card(area);
    const ui::Rect inner = area.inset(ui::kPadding, ui::kSpace * 2);
    const float button = frame.button_width(view.search_words, ui::Icon::search);
    const float side = std::min(inner.h, frame.scaled(96));
    frame.tinted_icon({inner.x, inner.centre().y - side / 2, side, side}, ui::Icon::credit_card,
                      ui::Tint::orange);
    const ui::Rect words = inner.without_left(side + ui::kGap).without_right(button + ui::kGap);
    if (frame.text_size() == ui::TextSize::large) {
        frame.text("card_hint", words, view.card_hint,
                   {.font = ui::FontRole::heading, .vertical = ui::AlignVertical::middle, .max_lines = 2});
        return draw_search_button(view, frame, inner.right_strip(button));
    }
    const float title = frame.line_height(ui::FontRole::heading);
    const float both = title + frame.line_height(ui::FontRole::caption);
    const ui::Rect block = {words.x, words.centre().y - both / 2, words.w, both};
    frame.text("card_hint", block.top(title), view.card_hint,
               {.font = ui::FontRole::heading, .max_lines = 1});
    frame.text("card_hint_more", block.without_top(title), view.card_hint_more,
               {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
    return draw_search_button(view, frame, inner.right_strip(button));
}

struct Grid {
    int across = 3;
    float height = 0;
    ui::TileShape shape = ui::TileShape::upright;
};

// All tiles say more than their name, or none does: whether the longest of it fits, a little smaller at most.
bool has_room_for_more(const View& view, const ui::Frame& frame, const Grid& grid, float tile_width) {
    if (grid.shape == ui::TileShape::upright) return true;
    const float room = tile_width - frame.scaled(96) - ui::kPadding * 2 - ui::kGap;
    return std::all_of(view.groups.begin(), view.groups.end(), [&](const GroupTile& group) {
        constexpr float kSmaller = 0.75F;
        return frame.measure_text(group.about, ui::FontRole::caption).w * kSmaller <= room;
    });
}

// Square tiles for words of Han characters; flat wide ones for letters and for large text. All on one screen
// where they fit, else as high as they need to be.
Grid grid_of(const View& view, const ui::Frame& frame, ui::Rect area) {
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const bool is_large = frame.text_size() == ui::TextSize::large;
    const bool is_flat = view.has_long_words || is_large;
    Grid grid;
    grid.across = is_upright ? (is_flat ? 2 : 3) : (is_flat ? 3 : 6);
    if (is_upright && is_large && view.has_long_words) grid.across = 1;
    grid.shape = is_flat ? ui::TileShape::beside : ui::TileShape::upright;
    const int rows = (static_cast<int>(view.groups.size()) + grid.across - 1) / grid.across;
    const float words =
        frame.line_height(ui::FontRole::heading) + frame.line_height(ui::FontRole::caption) + ui::kGap;
    const float least = is_flat ? words : words + ui::kMargin * 2;
    const float gaps = ui::kGap * static_cast<float>(std::max(0, rows - 1));
    grid.height = std::max(least, (area.h - gaps) / static_cast<float>(std::max(1, rows)));
    // No lower edge that looks like the end: half a row shows that there is more.
    const float shown = (area.h + ui::kGap) / (least + ui::kGap);
    if (grid.height == least && shown - std::floor(shown) < 0.3F)
        grid.height = (area.h + ui::kGap) / (std::floor(shown) - 0.5F) - ui::kGap;
    return grid;
}

std::optional<Intent> draw_groups(const View& view, ui::Frame& frame, ui::Rect area) {
    std::optional<Intent> intent;
    const Grid grid = grid_of(view, frame, area);
    const int count = static_cast<int>(view.groups.size());
    const int rows = (count + grid.across - 1) / grid.across;
    const float whole = static_cast<float>(rows) * (grid.height + ui::kGap) - ui::kGap;
    auto list = frame.scroll_area("groups", area, view.more, view.back);
    // Half a pixel of a division is nothing to scroll.
    const bool fits = whole <= area.h + 1;
    const ui::Rect content = beside_key(frame, list.content(), fits ? 0 : whole);
    const auto cells = content.grid(count, grid.across, grid.height, ui::kGap);
    const bool says_more = !cells.empty() && has_room_for_more(view, frame, grid, cells[0].w);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto& group = view.groups[i];
        if (frame.tile("group." + group.id, cells[i],
                       {.title = group.name,
                        .subtitle = says_more ? std::string_view(group.about) : std::string_view(),
                        .icon = group.icon,
                        .tint = group.tint,
                        .shape = grid.shape}))
            intent = intent::OpenGroup{group.id};
    }
    list.used(fits ? area.h : whole + ui::kSpace * 2);
    return intent;
}

std::optional<Intent> draw_front(const View& view, ui::Frame& frame, ui::Rect content) {
    std::optional<Intent> intent;
    ui::Column column(content);
    const bool is_large = frame.text_size() == ui::TextSize::large;
    const float row_height = frame.scaled(136);
    const auto take = [&](std::optional<Intent> found) {
        if (found) intent = found;
    };
    if (frame.orientation() == ui::Orientation::portrait) {
        take(draw_search_card(view, frame, column.take(frame.scaled(152))));
        column.gap(ui::kGap);
        if (view.my_cases) {
            take(draw_my_cases(*view.my_cases, frame, column.take(row_height)));
            column.gap(ui::kGap);
        }
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
    ui::Rect row = column.take(row_height);
    // Three beside each other leave the words no room: the search is a button there.
    if (is_large || view.my_cases) {
        const float button = frame.button_width(view.search_words, ui::Icon::search);
        take(draw_search_button(view, frame, row.right_strip(button)));
        row = row.without_right(button + ui::kGap);
    } else {
        take(draw_search_card(view, frame, row.columns(2, ui::kGap)[0]));
        row = row.columns(2, ui::kGap)[1];
    }
    const bool has_both = view.my_cases && !view.matters.empty();
    const auto halves_of_row = row.columns(has_both ? 2 : 1, ui::kGap);
    // Large words leave room for the names only.
    const auto as_fits = [&](MatterRow shown) {
        if (is_large && has_both) shown.summary.clear();
        return shown;
    };
    if (!view.matters.empty()) take(draw_matter(as_fits(view.matters.front()), frame, halves_of_row.back()));
    if (view.my_cases) take(draw_my_cases(as_fits(*view.my_cases), frame, halves_of_row.front()));
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
    const float row = frame.scaled(152), step = row + ui::kSpace * 2;
    const float whole = static_cast<float>(view.matters.size()) * step - ui::kSpace * 2;
    auto list = frame.scroll_area("matters", content, view.more, view.back);
    ui::Column column(beside_key(frame, list.content(), whole));
    for (const auto& matter : view.matters) {
        if (auto tapped = draw_matter(matter, frame, column.take(row))) intent = tapped;
        column.gap(ui::kSpace * 2);
    }
    list.used(whole);
    return intent;
}

std::optional<Intent> draw_search(const View& view, ui::Frame& frame, ui::Rect content) {
    std::optional<Intent> intent;
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    // Lying screens are low: what was found stands beside what is typed.
    const ui::Rect typing = is_upright ? content : content.left(content.w * 0.56F);
    const float field = std::min(frame.scaled(112), content.h * 0.26F);
    const float keyboard =
        std::min(frame.keyboard_height(ui::KeyboardLayout::letters), content.h - field - ui::kGap);
    const ui::Rect keys = typing.bottom_strip(keyboard);
    const ui::Rect found = is_upright
                               ? content.without_top(field + ui::kGap).without_bottom(keyboard + ui::kGap)
                               : content.without_left(typing.w + ui::kGap);
    frame.text_field("search.text", typing.top(field),
                     {.text = view.search_text,
                      .placeholder = view.search_placeholder,
                      .icon = ui::Icon::search,
                      .privacy = ui::Privacy::open});
    if (!view.search_text.empty()) intent = draw_list(view, frame, found);
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
