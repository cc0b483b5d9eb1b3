#include "screens/case_list/case_list.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::case_list {

namespace {

std::optional<Intent> draw_list(const View& view, ui::Frame& frame, ui::Rect area) {
    std::optional<Intent> intent;
    const float row = frame.scaled(148), step = row + ui::kSpace * 2;
    const float whole = static_cast<float>(view.cases.size()) * step - ui::kSpace * 2;
    auto list = frame.scroll_area("cases", area, view.more, view.less);
    ui::Column column(beside_key(frame, list.content(), whole));
    int only_here = 0;
    for (const auto& entry : view.cases) {
        const bool leads = !entry.number.empty();
        const std::string id = leads ? entry.number : "here." + std::to_string(only_here++);
        if (frame.row("case." + id, column.take(row),
                      {.title = entry.name,
                       .subtitle = entry.about,
                       .icon = entry.icon,
                       .trailing = entry.state,
                       .trailing_colour = entry.colour,
                       .leads = leads ? ui::Row::Leads::on : ui::Row::Leads::nowhere,
                       .privacy = ui::Privacy::personal}))
            intent = intent::OpenCase{entry.number};
        column.gap(ui::kSpace * 2);
    }
    list.used(whole);
    return intent;
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const float button = frame.theme().button_height();
    if (!view.cases.empty()) {
        if (auto chosen = draw_list(view, frame, content.without_bottom(button + ui::kGap))) intent = chosen;
        if (frame.button("done", content.bottom_strip(button),
                         {.words = view.done, .kind = ui::ButtonKind::secondary}))
            return intent::EndSession{};
        return intent;
    }
    frame.card(content);
    ui::Rect inner = content.inset(ui::kPadding);
    if (view.is_told) {
        if (frame.button("done", inner.bottom_strip(button), {.words = view.done}))
            intent = intent::EndSession{};
        inner = inner.without_bottom(button + ui::kGap);
    }
    const ui::Rect picture = draw_lines(
        frame, inner,
        {{.id = "words", .words = view.is_told ? view.nothing : view.waiting, .font = ui::FontRole::title},
         {.id = "more",
          .words = view.is_told ? std::string_view(view.nothing_more) : std::string_view(),
          .colour = ui::ColourRole::text_soft}},
        kMarkSize);
    if (view.is_told)
        frame.icon(picture, ui::Icon::info, ui::ColourRole::accent);
    else
        frame.spinner("waiting", picture);
    return intent;
}

}  // namespace kiosk24::screens::case_list
