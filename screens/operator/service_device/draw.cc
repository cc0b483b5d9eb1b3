#include <algorithm>

#include "screens/operator/service_device/service_device.h"

namespace kiosk24::screens::service_device {

namespace {

constexpr ui::FontRole kSmall = ui::FontRole::caption;

float test_height(const View& view, const ui::Frame& frame, float width) {
    const float inner = width - 2 * ui::kPadding;
    return 2 * ui::kPadding + frame.line_height(ui::FontRole::heading) +
           frame.measure_text(view.test_hint, kSmall, inner).h + 2 * frame.line_height(kSmall) +
           frame.theme().button_height() + 3 * ui::kGap;
}

std::optional<Intent> draw_test(const View& view, ui::Frame& frame, ui::Rect area) {
    frame.card(area, {.kind = ui::CardKind::outlined});
    ui::Column column(area.inset(ui::kPadding));
    frame.text("test_heading", column.take(frame.line_height(ui::FontRole::heading)), view.test_heading,
               {.font = ui::FontRole::heading, .max_lines = 1});
    const float hint = frame.measure_text(view.test_hint, kSmall, column.rest().w).h + 4;
    frame.text("test_hint", column.take(hint), view.test_hint,
               {.font = kSmall, .colour = ui::ColourRole::text_soft});
    column.gap(ui::kGap);
    const bool is_tapped = frame.button("test", column.take(frame.theme().button_height()),
                                        {.words = view.test,
                                         .icon = ui::Icon::fact_check,
                                         .availability = view.is_testing ? ui::Availability::busy
                                                         : view.is_busy  ? ui::Availability::disabled
                                                                         : ui::Availability::enabled});
    column.gap(ui::kSpace * 2);
    if (!view.result.empty())
        frame.text("result", column.take(2 * frame.line_height(kSmall)), view.result,
                   {.font = ui::FontRole::caption_bold,
                    .colour = view.result_colour,
                    .vertical = ui::AlignVertical::middle,
                    .max_lines = 2});
    return is_tapped ? std::optional<Intent>(intent::ServiceTest{}) : std::nullopt;
}

std::optional<Intent> draw_buttons(const View& view, ui::Frame& frame, ui::Rect area) {
    const auto parts = area.columns(view.refilled.empty() ? 1 : 2, ui::kGap);
    const auto availability = view.is_busy ? ui::Availability::disabled : ui::Availability::enabled;
    if (frame.button("reset", parts.back(),
                     {.words = view.reset,
                      .kind = ui::ButtonKind::secondary,
                      .icon = ui::Icon::refresh,
                      .availability = availability}))
        return intent::ServiceReset{};
    if (!view.refilled.empty() &&
        frame.button("refilled", parts.front(),
                     {.words = view.refilled, .kind = ui::ButtonKind::secondary, .icon = ui::Icon::inbox}))
        return intent::ServiceRefilled{};
    return std::nullopt;
}

void draw_condition(const View& view, ui::Frame& frame, ui::Rect area) {
    ui::Column column(area);
    frame.text("device", column.take(frame.line_height(ui::FontRole::title)), view.title,
               {.font = ui::FontRole::title, .max_lines = 1});
    column.gap(ui::kSpace);
    if (!view.fault.empty()) {
        const ui::Banner banner{.words = view.fault,
                                .more = view.steps,
                                .kind = view.is_grave ? ui::BannerKind::danger : ui::BannerKind::warning,
                                .icon = ui::Icon::build};
        frame.banner("fault", column.take(frame.banner_height(banner, area.w)), banner);
        column.gap(ui::kGap);
    }
    constexpr int kAcross = 2;
    draw_service_facts(frame, column.take(service_facts_height(frame, view.facts.size(), kAcross)),
                       view.facts, kAcross);
    column.gap(ui::kSpace);
    if (!view.detail.empty())
        frame.text("detail", column.take(2 * frame.line_height(kSmall)), view.detail,
                   {.font = kSmall, .colour = ui::ColourRole::text_soft, .max_lines = 2});
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_service_chrome(view.chrome, frame);
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const float button = frame.theme().button_height();
    const auto [first, second] = is_upright ? Halves{content, content} : halves(frame, content, 0.54F);
    const float test = view.test.empty() ? 0 : test_height(view, frame, second.w);
    const ui::Rect buttons = second.bottom_strip(button);
    const ui::Rect above = second.without_bottom(button + ui::kGap);
    draw_condition(view, frame, is_upright ? above.without_bottom(test + ui::kGap) : first);
    if (!view.test.empty()) {
        const ui::Rect place = is_upright ? above.bottom_strip(test) : above.top(std::min(test, above.h));
        if (auto mine = draw_test(view, frame, place)) intent = mine;
    }
    if (auto mine = draw_buttons(view, frame, buttons)) intent = mine;
    return intent;
}

}  // namespace kiosk24::screens::service_device
