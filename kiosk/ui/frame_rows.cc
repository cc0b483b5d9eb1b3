// Lines of lists and the fields of forms.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/frame_parts.h"
#include "kiosk/ui/stage.h"

namespace kiosk24::ui {
namespace {

// The box or circle that says whether a row is chosen.
void draw_mark(Frame& frame, Point at, Row::Mark mark) {
    const Colour accent = frame.colour(ColourRole::accent), edge = frame.colour(ColourRole::text_disabled);
    constexpr float kSide = 44;
    const Rect box{at.x - kSide / 2, at.y - kSide / 2, kSide, kSide};
    switch (mark) {
        case Row::Mark::none:
            break;
        case Row::Mark::empty_box:
            frame.outline(box, {edge, 4}, 10);
            break;
        case Row::Mark::ticked_box:
            frame.fill(box, accent, 10);
            frame.icon(box.inset(4), Icon::check, frame.colour(ColourRole::on_accent));
            break;
        case Row::Mark::empty_circle:
            frame.ring(at, kSide / 2 - 2, {edge, 4});
            break;
        case Row::Mark::chosen_circle:
            frame.ring(at, kSide / 2 - 2, {accent, 4});
            frame.circle(at, kSide / 4 + 1, accent);
            break;
    }
}

// What stands before the words; its width.
float draw_lead(Frame& frame, Stage& stage, Widget& widget, Rect area, const Row& row) {
    const float side = std::min(frame.scaled(72), area.h - 24);
    const Rect square{area.x, area.centre().y - side / 2, side, side};
    if (row.icon == Icon::none && row.ordinal.empty()) return 0;
    if (row.tint) {
        frame.tinted_icon(square, row.icon, *row.tint);
        return side + 24;
    }
    stage.painter().circle(square.centre(), side / 2, frame.colour(ColourRole::accent_soft));
    if (row.ordinal.empty()) {
        frame.icon(square.inset(side * 0.22F), row.icon, frame.colour(ColourRole::accent));
    } else {
        widget.write(square, row.ordinal,
                     {.font = FontRole::body_bold, .align = Align::centre, .vertical = AlignVertical::middle},
                     frame.colour(ColourRole::accent));
    }
    return side + 24;
}

}  // namespace

bool Frame::row(std::string_view id, Rect area, const Row& row) {
    std::string words(row.title);
    for (const std::string_view more : {row.subtitle, row.trailing})
        if (!more.empty()) words.append("，").append(more);
    const auto reacts =
        row.leads == Row::Leads::on || row.mark != Row::Mark::none ? Widget::Reacts::yes : Widget::Reacts::no;
    Widget widget(stage_, id, Role::row, area, words, reacts, row.availability, row.privacy);
    const bool is_dull = row.availability != Availability::enabled;
    draw_card(stage_, area, {}, widget.touch().pressed);
    const bool is_chosen = row.mark == Row::Mark::ticked_box || row.mark == Row::Mark::chosen_circle;
    if (is_chosen) outline(area, {colour(ColourRole::accent), 4}, kRadius);

    Rect inside = area.inset(kPadding, 0);
    inside = inside.without_left(draw_lead(*this, stage_, widget, inside, row));
    if (row.mark != Row::Mark::none) {
        draw_mark(*this, {inside.right() - 22, area.centre().y}, row.mark);
        inside = inside.without_right(68);
    } else if (row.leads == Row::Leads::on) {
        const Rect chevron = inside.right_strip(44);
        icon(chevron.moved(8, 0), Icon::chevron_right, colour(ColourRole::text_disabled));
        inside = inside.without_right(52);
    }
    if (!row.trailing.empty()) {
        const float wanted = stage_.measure(row.trailing, FontRole::caption, 0).w + 2;
        const float width = std::min(wanted, inside.w * 0.45F);
        widget.write(inside.right_strip(width), row.trailing,
                     {.font = FontRole::caption, .align = Align::right, .vertical = AlignVertical::middle},
                     colour(is_dull ? ColourRole::text_disabled : row.trailing_colour));
        inside = inside.without_right(width + 24);
    }
    const Colour ink = colour(is_dull ? ColourRole::text_disabled : ColourRole::text);
    const float title_line = line_height(FontRole::body_bold);
    if (row.subtitle.empty()) {
        widget.write(inside.inset(0, 8), row.title,
                     {.font = FontRole::body_bold, .vertical = AlignVertical::middle}, ink);
        return widget.touch().tapped;
    }
    const float caption_line = line_height(FontRole::caption);
    const float captions = area.h >= title_line + 2 * caption_line + 16 &&
                                   stage_.measure(row.subtitle, FontRole::caption, 0).w > inside.w
                               ? 2 * caption_line
                               : caption_line;
    const float top = std::max(0.0F, (area.h - title_line - captions) / 2);
    widget.write(inside.without_top(top).top(title_line), row.title,
                 {.font = FontRole::body_bold, .vertical = AlignVertical::middle, .max_lines = 1}, ink);
    widget.write(inside.without_top(top + title_line).top(captions), row.subtitle,
                 {.font = FontRole::caption},
                 colour(is_dull ? ColourRole::text_disabled : ColourRole::text_soft));
    return widget.touch().tapped;
}

float Frame::field_height(const Field& field, float width) const {
    const float inside = width - 2 * kPadding - (field.editing == Field::Editing::allowed ? 64 : 0);
    const float label = line_height(FontRole::caption) + 6;
    const std::string_view shown = field.value.empty() ? field.placeholder : field.value;
    const float value =
        std::max(line_height(FontRole::body_bold), stage_.measure(shown, FontRole::body_bold, inside).h);
    const float error =
        field.error.empty() ? 0 : stage_.measure(field.error, FontRole::caption, inside - 40).h + 6;
    return std::max(theme().minimum_target(), label + value + error + 2 * 18);
}

namespace {

// The label, and at the right end where the value came from.
void draw_label(Frame& frame, Stage& stage, Widget& widget, Rect area, const Field& field) {
    const float badge_w = field.source.empty() ? 0 : stage.measure(field.source, FontRole::caption, 0).w + 32;
    if (badge_w > 0 && badge_w < area.w * 0.7F) {
        const float badge_h = std::round(frame.theme().font(FontRole::caption).px * 1.55F);
        draw_badge(stage, widget, {area.right() - badge_w, area.y - (badge_h - area.h) / 2}, field.source,
                   field.source_colour);
        area = area.without_right(badge_w + 16);
    }
    widget.write(area, field.label, {.font = FontRole::caption, .max_lines = 1},
                 frame.colour(ColourRole::text_soft));
}

}  // namespace

bool Frame::field(std::string_view id, Rect area, const Field& field) {
    std::string words =
        std::string(field.label) + "：" + std::string(field.value.empty() ? field.placeholder : field.value);
    for (const std::string_view more : {field.source, field.error})
        if (!more.empty()) words.append("，").append(more);
    const bool is_editable = field.editing == Field::Editing::allowed;
    const Privacy privacy = field.value.empty() ? Privacy::open : field.privacy;
    Widget widget(stage_, id, Role::field, area, words,
                  is_editable ? Widget::Reacts::yes : Widget::Reacts::no, Availability::enabled, privacy);
    const bool is_wrong = !field.error.empty();
    widget.focus_radius(kRadiusSmall);
    const Colour face = is_wrong ? colour(ColourRole::danger_soft)
                                 : colour(widget.touch().pressed ? ColourRole::accent_soft
                                          : is_editable          ? ColourRole::surface
                                                                 : ColourRole::surface_soft);
    stage_.fill(area, face, kRadiusSmall);
    outline(area, {colour(is_wrong ? ColourRole::danger : ColourRole::line), is_wrong ? 3.0F : 2.0F},
            kRadiusSmall);

    Rect inside = area.inset(kPadding, 18);
    if (is_editable) {
        icon(inside.right_strip(40), Icon::edit, colour(ColourRole::accent));
        inside = inside.without_right(64);
    }
    const float label_h = line_height(FontRole::caption);
    draw_label(*this, stage_, widget, inside.top(label_h), field);
    Rect rest = inside.without_top(label_h + 6);
    if (is_wrong) {
        const float error_h = stage_.measure(field.error, FontRole::caption, rest.w - 40).h;
        const Rect line = rest.bottom_strip(error_h);
        icon(line.left(32).top(label_h), Icon::error, colour(ColourRole::danger));
        widget.write(line.without_left(40), field.error, {.font = FontRole::caption},
                     colour(ColourRole::danger));
        rest = rest.without_bottom(error_h + 6);
    }
    const bool is_empty = field.value.empty();
    widget.write(rest, is_empty ? field.placeholder : field.value,
                 {.font = is_empty ? FontRole::body : FontRole::body_bold, .vertical = AlignVertical::middle},
                 colour(is_empty ? ColourRole::text_soft : ColourRole::text));
    return widget.touch().tapped;
}

}  // namespace kiosk24::ui
