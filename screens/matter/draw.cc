#include "screens/matter/matter.h"

#include <algorithm>

#include "screens/shared/message.h"

namespace kiosk24::screens::matter {

namespace {

void draw_facts(const View& view, ui::Frame& frame, ui::Rect area) {
    frame.card(area);
    const ui::Rect inner = area.inset(ui::kPadding, ui::kGap);
    const float side = frame.scaled(100);
    frame.tinted_icon({inner.x, inner.y, side, side}, view.icon, view.tint);
    const ui::Rect words = inner.top(side).without_left(side + ui::kGap);
    frame.text("name", words.top(words.h * 0.58F), view.name,
               {.font = ui::FontRole::heading, .vertical = ui::AlignVertical::middle, .max_lines = 1});
    frame.text("summary", words.without_top(words.h * 0.58F), view.summary,
               {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
    const ui::Rect list = inner.without_top(side + ui::kSpace * 2);
    frame.divider(list.top(2));
    const auto rows = list.without_top(ui::kSpace).rows(static_cast<int>(view.facts.size()), 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& fact = view.facts[i];
        const ui::Rect row = rows[i];
        const float icon = frame.scaled(40);
        frame.icon({row.x, row.centre().y - icon / 2, icon, icon}, fact.icon, ui::ColourRole::accent);
        const ui::Rect text = row.without_left(icon + ui::kGap);
        const float label = text.w * 0.24F;
        frame.text("label." + std::to_string(i), text.left(label), fact.label,
                   {.font = ui::FontRole::caption,
                    .colour = ui::ColourRole::text_soft,
                    .vertical = ui::AlignVertical::middle,
                    .max_lines = 2});
        frame.text("fact." + std::to_string(i), text.without_left(label + ui::kSpace), fact.words,
                   {.vertical = ui::AlignVertical::middle, .max_lines = 2});
    }
}

std::optional<Intent> draw_cases(const View& view, ui::Frame& frame, ui::Rect area) {
    std::optional<Intent> intent;
    ui::Column column(area);
    frame.text("which", column.take(frame.line_height(ui::FontRole::body_bold)), view.which,
               {.font = ui::FontRole::body_bold, .max_lines = 1});
    column.gap(ui::kSpace);
    const float row = frame.scaled(124), step = row + ui::kSpace * 2;
    const float whole = static_cast<float>(view.cases.size()) * step - ui::kSpace * 2;
    auto list = frame.scroll_area("cases", column.rest(), view.more, view.less);
    ui::Column rows(beside_key(frame, list.content(), whole));
    for (const auto& choice : view.cases) {
        const auto mark = choice.is_chosen ? ui::Row::Mark::chosen_circle : ui::Row::Mark::empty_circle;
        if (frame.row("case." + choice.id, rows.take(row),
                      {.title = choice.name, .subtitle = choice.about, .mark = mark}))
            intent = intent::ChooseCase{choice.id};
        rows.gap(ui::kSpace * 2);
    }
    list.used(whole);
    return intent;
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const bool portrait = frame.orientation() == ui::Orientation::portrait;
    const ui::Banner banner{
        .words = view.blocked, .more = view.blocked_more, .kind = ui::BannerKind::warning};
    const float width = portrait ? content.w : (content.w - ui::kGap) * 0.45F;
    const float foot =
        view.blocked.empty() ? frame.theme().button_height() : frame.banner_height(banner, width);
    // The choice takes what it needs; the facts have the rest.
    const float choice = frame.line_height(ui::FontRole::body_bold) + ui::kSpace + ui::kGap + foot +
                         static_cast<float>(view.cases.size()) * (frame.scaled(124) + ui::kSpace * 2);
    const float share = portrait ? 1 - std::clamp(choice / (content.h - ui::kGap), 0.3F, 0.5F) : 0.55F;
    const auto [first, second] = halves(frame, content, share);
    draw_facts(view, frame, first);
    if (auto chosen = draw_cases(view, frame, second.without_bottom(foot + ui::kGap))) intent = chosen;
    const ui::Rect button = second.bottom_strip(foot);
    if (view.blocked.empty()) {
        if (frame.button("start", button, {.words = view.start, .icon = ui::Icon::arrow_forward}))
            return intent::StartMatter{};
        return intent;
    }
    frame.banner("blocked", button, banner);
    return intent;
}

}  // namespace kiosk24::screens::matter
