// How things stand: steps, progress, waiting, remaining time, notices, codes.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/frame_parts.h"
#include "kiosk/ui/stage.h"

namespace kiosk24::ui {

void Frame::stepper(std::string_view id, Rect area, const Stepper& stepper) {
    const int count = static_cast<int>(stepper.steps.size());
    if (count == 0) return;
    const int current = std::clamp(stepper.current, 0, count);
    std::string words = std::to_string(std::min(current + 1, count)) + "/" + std::to_string(count);
    if (current < count) words.append(" ").append(stepper.steps[static_cast<std::size_t>(current)]);
    Widget widget(stage_, id, Role::stepper, area, words, Widget::Reacts::no);
    const auto columns = area.columns(count, 0);
    const float radius = scaled(24), y = area.y + radius + 4;
    const Colour done = colour(ColourRole::success), accent = colour(ColourRole::accent);
    for (int i = 0; i + 1 < count; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const float from = columns[at].centre().x + radius + 12,
                    to = columns[at + 1].centre().x - radius - 12;
        if (to > from) fill({from, y - 2, to - from, 4}, i < current ? done : colour(ColourRole::line), 2);
    }
    for (int i = 0; i < count; ++i) {
        const Rect& column = columns[static_cast<std::size_t>(i)];
        const Point centre{column.centre().x, y};
        const Rect disc{centre.x - radius, y - radius, 2 * radius, 2 * radius};
        const bool is_done = i < current, is_now = i == current;
        if (is_now) circle(centre, radius + 8, accent.with_alpha(0.16F));
        stage_.fill(disc, is_done ? done : is_now ? accent : colour(ColourRole::surface), radius);
        if (!is_done && !is_now) ring(centre, radius - 1, {colour(ColourRole::line), 3});
        if (is_done) {
            icon(disc.inset(radius * 0.35F), Icon::check, colour(ColourRole::on_accent));
        } else {
            widget.write(
                disc, std::to_string(i + 1),
                {.font = FontRole::caption_bold, .align = Align::centre, .vertical = AlignVertical::middle},
                colour(is_now ? ColourRole::on_accent : ColourRole::text_soft));
        }
        const Rect label{column.x + 4, y + radius + 12, column.w - 8,
                         std::max(1.0F, area.bottom() - y - radius - 12)};
        widget.write(label, stepper.steps[static_cast<std::size_t>(i)],
                     {.font = is_now ? FontRole::caption_bold : FontRole::caption,
                      .align = Align::centre,
                      .max_lines = 1},
                     colour(is_now    ? ColourRole::accent
                            : is_done ? ColourRole::text
                                      : ColourRole::text_soft));
    }
}

void Frame::progress(std::string_view id, Rect area, float share, std::string_view words) {
    Widget widget(stage_, id, Role::progress, area, words, Widget::Reacts::no);
    constexpr float kThick = 16;
    const Rect track = words.empty() ? Rect{area.x, area.centre().y - kThick / 2, area.w, kThick}
                                     : area.bottom_strip(kThick);
    fill(track, mixed(colour(ColourRole::line), colour(ColourRole::accent_soft), 0.4F), kThick / 2);
    const float done = std::clamp(share, 0.0F, 1.0F) * track.w;
    if (done > 0)
        stage_.painter().fill_gradient(
            track.left(std::max(done, kThick)),
            {mixed(colour(ColourRole::accent), colour(ColourRole::on_accent), 0.25F),
             colour(ColourRole::accent)},
            kThick / 2, GradientRun::across);
    if (!words.empty()) widget.write(area.without_bottom(kThick + 8), words, {.font = FontRole::body});
}

void Frame::spinner(std::string_view id, Rect area, std::string_view words) {
    Widget widget(stage_, id, Role::spinner, area, words, Widget::Reacts::no);
    const float words_h = words.empty() ? 0 : line_height(FontRole::body) + 16;
    const Rect above = area.without_bottom(words_h);
    const float radius = std::max(8.0F, std::min({above.w, above.h, 160.0F}) / 2 - 8);
    draw_spinner(stage_, above.centre(), radius, {colour(ColourRole::accent), std::max(4.0F, radius / 7)});
    if (!words.empty())
        widget.write(area.bottom_strip(words_h - 16), words,
                     {.font = FontRole::body, .align = Align::centre, .max_lines = 1});
}

void Frame::countdown(std::string_view id, Rect area, int remaining_ms, int total_ms,
                      std::string_view words) {
    const int left_ms = std::clamp(remaining_ms, 0, std::max(total_ms, 1));
    const std::string seconds = std::to_string((left_ms + 999) / 1000);
    const std::string spoken = words.empty() ? seconds : seconds + " " + std::string(words);
    Widget widget(stage_, id, Role::countdown, area, spoken, Widget::Reacts::no);
    request_animation(100);
    const float words_h = words.empty() ? 0 : line_height(FontRole::caption) + 8;
    const Rect above = area.without_bottom(words_h);
    const float radius = std::min(above.w, above.h) / 2 - 4;
    const float thick = std::max(6.0F, radius / 7);
    const float share = static_cast<float>(left_ms) / static_cast<float>(std::max(total_ms, 1));
    const Colour ink = colour(left_ms <= 10000 ? ColourRole::danger : ColourRole::accent);
    ring(above.centre(), radius - thick / 2, {colour(ColourRole::line), thick});
    arc(above.centre(), radius - thick / 2, 0, share, {ink, thick});
    const Rect inside = above.centred({radius * 1.5F, radius * 1.5F});
    widget.write(inside, seconds,
                 {.font = radius > 70   ? FontRole::display
                          : radius > 44 ? FontRole::heading
                                        : FontRole::caption_bold,
                  .align = Align::centre,
                  .vertical = AlignVertical::middle,
                  .max_lines = 1},
                 ink);
    if (!words.empty())
        widget.write(area.bottom_strip(words_h - 8), words,
                     {.font = FontRole::caption, .align = Align::centre, .max_lines = 1},
                     colour(ColourRole::text_soft));
}

namespace {

struct BannerLook {
    ColourRole paper, ink;
    Icon icon;
};
BannerLook look_of(BannerKind kind) {
    switch (kind) {
        case BannerKind::info:
            return {ColourRole::accent_soft, ColourRole::accent, Icon::info};
        case BannerKind::success:
            return {ColourRole::success_soft, ColourRole::success, Icon::check_circle};
        case BannerKind::warning:
            return {ColourRole::warning_soft, ColourRole::warning, Icon::warning};
        case BannerKind::danger:
            return {ColourRole::danger_soft, ColourRole::danger, Icon::error};
    }
    return {ColourRole::accent_soft, ColourRole::accent, Icon::info};
}
constexpr float kBannerLead = 80, kBannerSide = 28, kBannerTop = 14;

}  // namespace

float Frame::banner_height(const Banner& banner, float width) const {
    const float inside = width - kBannerLead - kBannerSide;
    const float words = stage_.measure(banner.words, FontRole::caption_bold, inside).h;
    const float more = banner.more.empty() ? 0 : stage_.measure(banner.more, FontRole::caption, inside).h;
    return std::max(scaled(64), words + more + 2 * kBannerTop);
}

void Frame::banner(std::string_view id, Rect area, const Banner& banner) {
    std::string words(banner.words);
    if (!banner.more.empty()) words.append("，").append(banner.more);
    Widget widget(stage_, id, Role::banner, area, words, Widget::Reacts::no, Availability::enabled,
                  banner.privacy);
    const BannerLook look = look_of(banner.kind);
    fill(area, colour(look.paper), 20);
    const float lead_h = std::min(area.h, scaled(64));
    const Rect lead{area.x + 22, area.y + (banner.more.empty() ? (area.h - lead_h) / 2 : kBannerTop / 2), 44,
                    lead_h};
    icon(lead, banner.icon == Icon::none ? look.icon : banner.icon, colour(look.ink));
    const Rect inside = area.without_left(kBannerLead).without_right(kBannerSide).inset(0, kBannerTop);
    if (banner.more.empty()) {
        widget.write(inside, banner.words, {.font = FontRole::caption, .vertical = AlignVertical::middle},
                     colour(look.ink));
        return;
    }
    const float head = std::min(inside.h, stage_.measure(banner.words, FontRole::caption_bold, inside.w).h);
    widget.write(inside.top(head), banner.words, {.font = FontRole::caption_bold}, colour(look.ink));
    widget.write(inside.without_top(head), banner.more, {.font = FontRole::caption},
                 colour(ColourRole::text));
}

void Frame::qr_code(std::string_view id, Rect area, std::string_view content, std::string_view words,
                    Privacy privacy) {
    const Widget widget(stage_, id, Role::code, area, words, Widget::Reacts::no, Availability::enabled,
                        privacy);
    const CodeSquares* squares = stage_.squares_of(content);
    if (squares == nullptr) {
        stage_.warn_once(fmt::format("no QR code can hold the {} bytes of {}", content.size(), id));
        return;
    }
    constexpr int kQuiet = 4;  // ISO/IEC 18004: four squares of white around
    const int across = squares->side + 2 * kQuiet;
    const float square = std::max(1.0F, std::floor(std::min(area.w, area.h) / static_cast<float>(across)));
    const float side = square * static_cast<float>(across);
    const Rect paper = area.centred({side, side});
    fill(paper, ui::colour(0xFFFFFF), 12);
    const float left = std::round(paper.x), top = std::round(paper.y);
    for (int y = 0; y < squares->side; ++y) {
        for (int x = 0; x < squares->side; ++x) {
            const auto dark = [&](int at) {
                return squares->dark[static_cast<std::size_t>(y * squares->side + at)];
            };
            if (!dark(x)) continue;
            const int begin = x;
            while (x < squares->side && dark(x))
                ++x;
            stage_.painter().fill({left + static_cast<float>(begin + kQuiet) * square,
                                   top + static_cast<float>(y + kQuiet) * square,
                                   static_cast<float>(x - begin) * square, square},
                                  ui::colour(0x000000), 0);
        }
    }
}

}  // namespace kiosk24::ui
