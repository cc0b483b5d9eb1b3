#include "screens/operator/service_overview/service_overview.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::service_overview {

namespace {

std::optional<Intent> draw_devices(const View& view, ui::Frame& frame, ui::Rect area) {
    constexpr float kRow = 100;
    const float label = frame.line_height(ui::FontRole::body_bold);
    frame.text("devices_heading", area.top(label), view.devices_heading,
               {.font = ui::FontRole::body_bold, .max_lines = 1});
    const ui::Rect place = area.without_top(label + ui::kSpace);
    const float height = static_cast<float>(view.devices.size()) * (kRow + ui::kMinimumGap) - ui::kMinimumGap;
    const ui::Rect column = beside_key(frame, place, height);
    std::optional<Intent> intent;
    auto list = frame.scroll_area("devices", place, view.page_on, view.page_back);
    float y = list.content().y;
    for (const auto& device : view.devices) {
        if (frame.row("device." + device.id, {column.x, y, column.w, kRow},
                      {.title = device.title,
                       .subtitle = device.standing,
                       .icon = device.icon,
                       .trailing = device.verdict,
                       .trailing_colour = device.colour}))
            intent = intent::ServiceOpenDevice{device.id};
        y += kRow + ui::kMinimumGap;
    }
    list.used(height);
    return intent;
}

std::optional<Intent> draw_buttons(const View& view, ui::Frame& frame, ui::Rect area) {
    const auto parts = area.columns(2, ui::kGap);
    if (frame.button("book", parts[0],
                     {.words = view.book, .kind = ui::ButtonKind::secondary, .icon = ui::Icon::history}))
        return intent::ServiceOpenBook{};
    if (view.may_open) {
        if (frame.button("open", parts[1], {.words = view.close_or_open, .icon = ui::Icon::check}))
            return intent::ServiceReopen{};
        return std::nullopt;
    }
    if (frame.button("close", parts[1],
                     {.words = view.close_or_open, .kind = ui::ButtonKind::danger, .icon = ui::Icon::lock}))
        return intent::ServiceOpenClosing{};
    return std::nullopt;
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_service_chrome(view.chrome, frame);
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const float button = frame.theme().button_height();
    const auto [first, second] = is_upright ? Halves{content, content} : halves(frame, content, 0.46F);
    ui::Column column(first);
    const ui::Banner banner{.words = view.standing,
                            .more = view.standing_more,
                            .kind = view.serves ? ui::BannerKind::success : ui::BannerKind::danger};
    frame.banner("standing", column.take(frame.banner_height(banner, first.w)), banner);
    column.gap(ui::kGap);
    const int across = is_upright ? 3 : 2;
    draw_service_facts(frame, column.take(service_facts_height(frame, view.facts.size(), across)), view.facts,
                       across);
    column.gap(ui::kGap);
    const ui::Rect rest = column.rest();
    const ui::Rect devices = is_upright ? rest.without_bottom(button + ui::kGap) : second;
    if (auto mine = draw_devices(view, frame, devices)) intent = mine;
    if (auto mine = draw_buttons(view, frame, rest.bottom_strip(button))) intent = mine;
    return intent;
}

}  // namespace kiosk24::screens::service_overview
