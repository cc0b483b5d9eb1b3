#include <algorithm>

#include "screens/operator/service_pin/service_pin.h"

namespace kiosk24::screens::service_pin {

namespace {

void draw_dots(const View& view, ui::Frame& frame, ui::Rect area) {
    constexpr int kPlaces = 6;
    constexpr float kDot = 14, kStep = 60;
    const int places = std::max(kPlaces, static_cast<int>(view.digits.size()));
    const float from = area.centre().x - kStep * static_cast<float>(places - 1) / 2;
    for (int i = 0; i < places; ++i) {
        const ui::Point at{from + kStep * static_cast<float>(i), area.centre().y};
        if (i < static_cast<int>(view.digits.size()))
            frame.circle(at, kDot, frame.colour(ui::ColourRole::text));
        else
            frame.ring(at, kDot, {frame.colour(ui::ColourRole::text_disabled), 3});
    }
}

// The digits after a stroke; nothing if none was made.
std::optional<std::string> draw_keys(const View& view, ui::Frame& frame, ui::Rect area) {
    const auto availability =
        view.is_checking || view.is_locked ? ui::Availability::disabled : ui::Availability::enabled;
    std::string digits = view.digits;
    bool is_struck = false;
    const auto key = [&](const std::string& id, ui::Rect place, std::string_view words, ui::Icon icon) {
        const bool is_tapped = frame.button("pin." + id, place,
                                            {.words = words,
                                             .kind = ui::ButtonKind::secondary,
                                             .icon = icon,
                                             .availability = availability,
                                             .font = ui::FontRole::heading});
        is_struck = is_struck || is_tapped;
        return is_tapped;
    };
    constexpr int kAcross = 3, kKeys = 12;
    const float height = (area.h - 3 * ui::kMinimumGap) / 4;
    const auto places = area.grid(kKeys, kAcross, height, ui::kMinimumGap);
    for (int i = 0; i < 9; ++i) {
        const std::string digit = std::to_string(i + 1);
        if (key(digit, places[static_cast<std::size_t>(i)], digit, ui::Icon::none)) digits += digit;
    }
    if (key("clear", places[9], view.clear, ui::Icon::none)) digits.clear();
    if (key("0", places[10], "0", ui::Icon::none)) digits += "0";
    if (key("backspace", places[11], view.backspace, ui::Icon::backspace) && !digits.empty())
        digits.pop_back();
    if (const auto stroke = frame.typed(); stroke && availability == ui::Availability::enabled) {
        is_struck = true;
        if (stroke->kind == ui::KeyStroke::Kind::text) digits += stroke->text;
        if (stroke->kind == ui::KeyStroke::Kind::backspace && !digits.empty()) digits.pop_back();
    }
    return is_struck ? std::optional(digits) : std::nullopt;
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_service_chrome(view.chrome, frame);
    constexpr ui::Size kPanel{860, 1240};
    const ui::Rect card = content.centred({std::min(content.w, kPanel.w), std::min(content.h, kPanel.h)});
    frame.card(card, {.kind = ui::CardKind::outlined});
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    ui::Column column(card.inset(ui::kPadding * 1.5F, is_upright ? ui::kPadding * 1.5F : ui::kSpace * 2));
    if (is_upright) {
        frame.text("heading", column.take(frame.line_height(ui::FontRole::title)), view.heading,
                   {.font = ui::FontRole::title, .align = ui::Align::centre, .max_lines = 1});
        column.gap(ui::kSpace);
    }
    const bool has_problem = !view.problem.empty();
    frame.text(has_problem ? "problem" : "hint", column.take(2 * frame.line_height(ui::FontRole::caption)),
               has_problem ? view.problem : view.hint,
               {.font = ui::FontRole::caption,
                .colour = has_problem ? ui::ColourRole::danger : ui::ColourRole::text_soft,
                .align = ui::Align::centre,
                .vertical = ui::AlignVertical::middle,
                .max_lines = 2});
    draw_dots(view, frame, column.take(is_upright ? 96 : 56));
    const float button = frame.theme().button_height();
    const ui::Rect below = column.rest();
    if (auto digits = draw_keys(view, frame, below.without_bottom(button + ui::kGap)))
        intent = intent::ServicePin{PersonalText(*std::move(digits))};
    const auto availability = view.is_checking                        ? ui::Availability::busy
                              : view.is_locked || view.digits.empty() ? ui::Availability::disabled
                                                                      : ui::Availability::enabled;
    if (frame.button("pin.done", below.bottom_strip(button),
                     {.words = view.done, .icon = ui::Icon::lock_open, .availability = availability}))
        intent = intent::ServiceCheckPin{};
    return intent;
}

}  // namespace kiosk24::screens::service_pin
