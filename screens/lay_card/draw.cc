#include "screens/lay_card/lay_card.h"

#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::lay_card {
namespace {

constexpr float kRowHeight = 128;

ui::Row row_of(const Way& way) {
    return {.title = way.title,
            .subtitle = way.about,
            .icon = way.method == IdentifyMethod::e_id ? ui::Icon::smartphone : ui::Icon::badge,
            .mark = way.is_chosen ? ui::Row::Mark::chosen_circle : ui::Row::Mark::empty_circle,
            .availability = way.works ? ui::Availability::enabled : ui::Availability::disabled};
}

// The ways below each other at the bottom where the screen is upright, beside each other where it lies.
std::optional<Intent> draw_ways(const View& view, ui::Frame& frame, ui::Rect& content) {
    if (view.ways.empty()) return std::nullopt;
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const float row = frame.scaled(kRowHeight);
    const int count = static_cast<int>(view.ways.size());
    const float height =
        is_upright ? static_cast<float>(count) * row + static_cast<float>(count - 1) * ui::kGap : row;
    const ui::Rect area = content.bottom_strip(height);
    content = content.without_bottom(height + ui::kGap);
    const auto columns = area.columns(is_upright ? 1 : count, ui::kGap);
    for (int i = 0; i < count; ++i) {
        const auto& way = view.ways[static_cast<std::size_t>(i)];
        const ui::Rect place =
            is_upright ? ui::Rect{area.x, area.y + static_cast<float>(i) * (row + ui::kGap), area.w, row}
                       : columns[static_cast<std::size_t>(i)];
        if (frame.row("way." + std::string(name_of(way.method)), place, row_of(way)))
            return intent::UseMethod{way.method};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    if (!view.problem.empty()) {
        const ui::Banner banner{
            .words = view.problem, .more = view.problem_more, .kind = ui::BannerKind::warning};
        const float height = frame.banner_height(banner, content.w);
        frame.banner("problem", content.top(height), banner);
        content = content.without_top(height + ui::kGap);
    }
    if (auto chosen = draw_ways(view, frame, content)) intent = chosen;
    frame.card(content);
    const ui::Rect picture =
        draw_lines(frame, content.inset(ui::kPadding),
                   {{.id = "heading", .words = view.heading, .font = ui::FontRole::title},
                    {.id = "hint", .words = view.hint, .colour = ui::ColourRole::text_soft}},
                   kPictureSize);
    if (view.method == IdentifyMethod::e_id)
        draw_phone_at_scanner(frame, picture);
    else
        draw_card_on_reader(frame, picture, CardMotion::laying);
    frame.picture_words("picture", picture, view.picture);
    return intent;
}

}  // namespace kiosk24::screens::lay_card
