#include "screens/guide_list/guide_list.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::guide_list {

namespace {

struct Part {
    const char* id;
    const std::string& heading;
    const std::vector<Entry>& entries;
};

std::optional<Intent> draw_list(const View& view, ui::Frame& frame, ui::Rect area) {
    std::optional<Intent> intent;
    const Part parts[] = {{"matters", view.matters_heading, view.matters},
                          {"policies", view.policies_heading, view.policies}};
    const float heading = frame.line_height(ui::FontRole::body_bold), row = frame.scaled(136);
    float whole = 0;
    for (const auto& part : parts) {
        if (part.entries.empty()) continue;
        whole += heading + ui::kSpace + ui::kGap +
                 static_cast<float>(part.entries.size()) * (row + ui::kSpace * 2);
    }
    auto list = frame.scroll_area("guides", area, view.more, view.less);
    ui::Column column(beside_key(frame, list.content(), whole));
    for (const auto& part : parts) {
        if (part.entries.empty()) continue;
        frame.text(part.id, column.take(heading), part.heading,
                   {.font = ui::FontRole::body_bold, .max_lines = 1});
        column.gap(ui::kSpace);
        for (const auto& entry : part.entries) {
            if (frame.row(
                    "guide." + entry.id, column.take(row),
                    {.title = entry.title, .subtitle = entry.about, .icon = entry.icon, .tint = entry.tint}))
                intent = intent::OpenGuide{entry.id};
            column.gap(ui::kSpace * 2);
        }
        column.gap(ui::kGap);
    }
    list.used(whole);
    return intent;
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    if (view.is_listed && !(view.matters.empty() && view.policies.empty())) {
        if (auto chosen = draw_list(view, frame, content)) return chosen;
        return intent;
    }
    frame.card(content);
    const ui::Rect picture = draw_lines(
        frame, content.inset(ui::kPadding),
        {{.id = "words", .words = view.is_listed ? view.nothing : view.waiting, .font = ui::FontRole::title}},
        kMarkSize);
    if (view.is_listed)
        frame.icon(picture, ui::Icon::info, ui::ColourRole::accent);
    else
        frame.spinner("waiting", picture);
    return intent;
}

}  // namespace kiosk24::screens::guide_list
