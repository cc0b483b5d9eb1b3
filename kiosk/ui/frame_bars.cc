// The header with its gradient, and the bar at the bottom.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/frame_parts.h"
#include "kiosk/ui/stage.h"

namespace kiosk24::ui {
namespace {

void draw_header_ground(Frame& frame, Rect area) {
    frame.fill_gradient(area, {frame.colour(ColourRole::header_from), frame.colour(ColourRole::header_to)});
    frame.push_clip(area);
    const Colour veil = frame.colour(ColourRole::on_accent).with_alpha(0.05F);
    const float size = std::min(area.h, kHeaderPortrait);
    frame.circle({area.right() - size * 0.55F, area.y + size * 0.1F}, size * 0.88F, veil);
    frame.circle({area.right() - size * 1.4F, area.bottom() - size * 0.05F}, size * 0.55F, veil);
    frame.pop_clip();
}

// Clock above date at the right edge; the width they take.
float draw_clock(Frame& frame, Widget& widget, Rect area, const HeaderBar& bar, FontRole clock_font) {
    if (bar.clock.empty() && bar.date.empty()) return 0;
    const float clock_h = frame.line_height(clock_font), date_h = frame.line_height(FontRole::caption);
    const float width = std::max(frame.measure_text(bar.clock, clock_font).w,
                                 frame.measure_text(bar.date, FontRole::caption).w) +
                        2;
    const float height = (bar.clock.empty() ? 0 : clock_h) + (bar.date.empty() ? 0 : date_h);
    Column column(area.right_strip(width).without_top((area.h - height) / 2));
    if (!bar.clock.empty())
        widget.write(column.take(clock_h), bar.clock,
                     {.font = clock_font, .align = Align::right, .max_lines = 1},
                     frame.colour(ColourRole::on_accent));
    if (!bar.date.empty())
        widget.write(column.take(date_h), bar.date,
                     {.font = FontRole::caption, .align = Align::right, .max_lines = 1},
                     frame.colour(ColourRole::on_header_soft));
    return width + 32;
}

}  // namespace

HeaderResult Frame::header_bar(const HeaderBar& bar) {
    const bool is_portrait = orientation() == Orientation::portrait;
    const float usual = is_portrait ? kHeaderPortrait : kHeaderLandscape;
    const Rect ground = screen().top(bar.height > 0 ? bar.height : usual);
    const Rect line = ground.top(usual).inset(kMargin, 0);
    HeaderResult result;
    draw_header_ground(*this, ground);
    std::string words(bar.title);
    for (const std::string_view more : {bar.subtitle, bar.date, bar.clock})
        if (!more.empty()) words.append("，").append(more);
    const bool is_home = bar.back_words.empty();
    const FontRole title_font = is_home && is_portrait ? FontRole::display : FontRole::title;
    Rect inside = line;
    if (!is_home) {
        const float side = std::max(theme().minimum_target(), 88.0F);
        const Rect place{inside.x - 12, inside.centre().y - side / 2, side, side};
        Widget back(stage_, "header.back", Role::button, place, bar.back_words, Widget::Reacts::yes);
        back.focus_radius(side / 2);
        circle(place.centre(), side / 2,
               colour(ColourRole::on_accent).with_alpha(back.touch().pressed ? 0.34F : 0.18F));
        icon(place.inset(20), Icon::arrow_back, ColourRole::on_accent);
        result.back_tapped = back.touch().tapped;
        inside = inside.without_left(side + 16);
    }
    Widget widget(stage_, "header", Role::header, line, words, Widget::Reacts::no);
    if (bar.emblem != Icon::none) {
        const float side = is_portrait ? 80 : 64;
        icon({inside.x, inside.centre().y - side / 2, side, side}, bar.emblem, ColourRole::on_accent);
        inside = inside.without_left(side + 20);
    }
    inside = inside.without_right(
        draw_clock(*this, widget, inside, bar, is_portrait && is_home ? FontRole::display : FontRole::title));
    const float title_h = line_height(title_font);
    const float subtitle_h = bar.subtitle.empty() ? 0 : line_height(FontRole::caption);
    const float title_w = std::min(
        inside.w,
        std::max(measure_text(bar.title, title_font).w, measure_text(bar.subtitle, FontRole::caption).w) + 4);
    Column column(inside.left(title_w).without_top((inside.h - title_h - subtitle_h) / 2));
    widget.write(column.take(title_h), bar.title,
                 {.font = title_font, .vertical = AlignVertical::middle, .max_lines = 1},
                 colour(ColourRole::on_accent));
    if (subtitle_h > 0)
        widget.write(column.take(subtitle_h), bar.subtitle, {.font = FontRole::caption, .max_lines = 1},
                     colour(ColourRole::on_header_soft));
    result.actions = inside.without_left(title_w + 24);
    return result;
}

namespace {

// Large text has no room beside the icon: it goes below.
void draw_stacked(Frame& frame, Stage& stage, Widget& widget, Rect area, const BarItem& item) {
    const bool is_primary = item.kind == ButtonKind::primary;
    const bool is_dull = item.availability != Availability::enabled;
    const Colour face =
        is_primary && !is_dull
            ? frame.colour(widget.touch().pressed ? ColourRole::accent_pressed : ColourRole::accent)
            : frame.colour(widget.touch().pressed ? ColourRole::accent_soft : ColourRole::surface);
    const Colour ink = frame.colour(is_dull      ? ColourRole::text_disabled
                                    : is_primary ? ColourRole::on_accent
                                                 : ColourRole::accent);
    frame.shadow(area, kRadius, 5, 0.8F);
    stage.fill(area, face, kRadius);
    const float words_h = frame.line_height(FontRole::caption_bold);
    const Rect inside = area.inset(8, 12);
    frame.icon(inside.without_bottom(words_h), item.icon, ink);
    widget.write(inside.bottom_strip(words_h), item.words,
                 {.font = FontRole::caption_bold,
                  .align = Align::centre,
                  .vertical = AlignVertical::middle,
                  .max_lines = 1},
                 ink);
}

}  // namespace

std::string_view Frame::bottom_bar(const BottomBar& bar) {
    const Rect area = areas().footer;
    const bool is_portrait = orientation() == Orientation::portrait;
    const bool is_large = text_size() == TextSize::large;
    const float caption_h = line_height(FontRole::caption);
    const float button_h = is_large ? (is_portrait ? 136 : 128) : (is_portrait ? 112 : 96);
    Rect buttons = area.inset(kMargin, 0).without_top(is_portrait ? 32 : 16).top(button_h);
    Rect line{area.x + kMargin, buttons.bottom() + 24, area.w - 2 * kMargin, caption_h};
    Align align = Align::centre;
    if (!is_portrait && !bar.line.empty()) {
        const float wanted = std::min(measure_text(bar.line, FontRole::caption).w + 4, buttons.w * 0.4F);
        line = {buttons.right() - wanted, buttons.y, wanted, button_h};
        align = Align::right;
        buttons = buttons.without_right(wanted + 32);
    }
    std::string_view tapped;
    const auto places = buttons.columns(static_cast<int>(bar.items.size()), kGap);
    for (std::size_t i = 0; i < bar.items.size(); ++i) {
        const BarItem& item = bar.items[i];
        Widget widget(stage_, item.id, Role::button, places[i], item.words, Widget::Reacts::yes,
                      item.availability);
        if (is_large)
            draw_stacked(*this, stage_, widget, places[i], item);
        else
            draw_button_face(stage_, widget, places[i],
                             {.words = item.words,
                              .kind = item.kind,
                              .icon = item.icon,
                              .availability = item.availability,
                              .font = FontRole::caption_bold},
                             Edge::none);
        if (widget.touch().tapped) tapped = item.id;
    }
    if (!bar.line.empty())
        text("footer.line", line, bar.line,
             {.font = FontRole::caption,
              .colour = ColourRole::text_soft,
              .align = align,
              .vertical = AlignVertical::middle});
    return tapped;
}

}  // namespace kiosk24::ui
