// Cards, buttons, tiles, rows, chips: what a finger goes to.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/frame_parts.h"
#include "kiosk/ui/stage.h"

namespace kiosk24::ui {
namespace {

struct ButtonLook {
    Colour face, ink;
    std::optional<Colour> edge = std::nullopt;
    bool has_shadow = false;
};

ButtonLook look_of(const Theme& theme, ButtonKind kind, Availability availability, bool is_pressed) {
    const auto colour = [&theme](ColourRole role) { return theme.colour(role); };
    const Colour white = colour(ColourRole::on_accent);
    if (availability != Availability::enabled && kind != ButtonKind::on_header) {
        const Colour face = mixed(colour(ColourRole::line), colour(ColourRole::surface), 0.45F);
        return {face, colour(ColourRole::text_disabled)};
    }
    switch (kind) {
        case ButtonKind::primary:
            return {colour(is_pressed ? ColourRole::accent_pressed : ColourRole::accent), white, std::nullopt,
                    true};
        case ButtonKind::danger:
            return {is_pressed ? mixed(colour(ColourRole::danger), colour(ColourRole::text), 0.25F)
                               : colour(ColourRole::danger),
                    white, std::nullopt, true};
        case ButtonKind::secondary:
            return {colour(is_pressed ? ColourRole::accent_soft : ColourRole::surface),
                    colour(is_pressed ? ColourRole::accent_pressed : ColourRole::accent),
                    mixed(colour(ColourRole::accent), colour(ColourRole::surface), 0.45F), true};
        case ButtonKind::quiet:
            return {is_pressed ? mixed(colour(ColourRole::accent_soft), colour(ColourRole::accent), 0.12F)
                               : colour(ColourRole::accent_soft),
                    colour(is_pressed ? ColourRole::accent_pressed : ColourRole::accent)};
        case ButtonKind::on_header:
            return {colour(ColourRole::header_from).with_alpha(is_pressed ? 0.75F : 0.42F), white};
    }
    return {white, colour(ColourRole::text)};
}

}  // namespace

void draw_card(Stage& stage, Rect area, const Card& card, bool is_pressed) {
    const Theme& theme = stage.theme();
    const Colour face = is_pressed ? theme.colour(ColourRole::accent_soft) : theme.colour(card.colour);
    if (card.kind == CardKind::raised)
        stage.painter().shadow(area, card.radius, is_pressed ? 4 : 8,
                               theme.colour(ColourRole::shadow).with_alpha(is_pressed ? 0.08F : 0.15F));
    stage.fill(area, face, card.radius);
    if (card.kind == CardKind::outlined)
        stage.painter().outline(area, {theme.colour(ColourRole::line), 2}, card.radius);
}

void draw_spinner(Stage& stage, Point centre, float radius, Pen pen) {
    stage.request_animation(16);
    const float turn = static_cast<float>(stage.now_ms() % 1100) / 1100.0F;
    const float breath = 0.5F - 0.5F * std::cos(turn * 6.2831853F);
    stage.painter().ring(centre, radius, {pen.colour.with_alpha(0.18F), pen.width});
    stage.painter().arc(centre, radius, turn, turn + 0.2F + 0.25F * breath, pen);
}

void Frame::card(Rect area, Card card) {
    draw_card(stage_, area, card, false);
}

Touch Frame::tappable_card(std::string_view id, Rect area, const Target& target, Card card) {
    const Widget widget(stage_, id, Role::target, area, target.words, Widget::Reacts::yes,
                        target.availability, target.privacy);
    draw_card(stage_, area, card, widget.touch().pressed);
    return widget.touch();
}

Touch Frame::target(std::string_view id, Rect area, const Target& target, Role role) {
    const Widget widget(stage_, id, role, area, target.words, Widget::Reacts::yes, target.availability,
                        target.privacy);
    return widget.touch();
}

void draw_button_face(Stage& stage, Widget& widget, Rect area, const Button& button, Edge edge) {
    ButtonLook look = look_of(stage.theme(), button.kind, button.availability, widget.touch().pressed);
    if (edge == Edge::none) look.edge.reset();
    const float radius = std::min(kRadius, area.h / 2);
    if (look.has_shadow && !widget.touch().pressed)
        stage.painter().shadow(area, radius, 5, stage.theme().colour(ColourRole::shadow).with_alpha(0.12F));
    stage.fill(area, look.face, radius);
    if (look.edge) stage.painter().outline(area, {*look.edge, 3}, radius);

    const bool is_busy = button.availability == Availability::busy;
    const float em = stage.theme().font(button.font).px;
    const float icon_px = button.icon == Icon::none && !is_busy ? 0 : std::round(em * 1.25F);
    const float between = icon_px > 0 && !button.words.empty() ? std::round(em * 0.35F) : 0;
    const float sides = std::min(24.0F, area.w * 0.06F);
    const float room = area.w - 2 * sides - icon_px - between;
    const float wanted = button.words.empty() ? 0 : stage.measure(button.words, button.font, 0).w;
    const float words_w = std::min(wanted, room);
    float x = area.x + (area.w - words_w - icon_px - between) / 2;
    const Point at{x + icon_px / 2, area.centre().y};
    if (is_busy)
        draw_spinner(stage, at, icon_px * 0.42F, {look.ink, 5});
    else
        stage.painter().icon(button.icon, at, icon_px, look.ink);
    x += icon_px + between;
    widget.write({x, area.y, std::max(words_w, 1.0F) + 1, area.h}, button.words,
                 {.font = button.font, .align = Align::centre, .vertical = AlignVertical::middle}, look.ink);
}

bool Frame::button(std::string_view id, Rect area, const Button& button) {
    Widget widget(stage_, id, Role::button, area, button.words, Widget::Reacts::yes, button.availability);
    draw_button_face(stage_, widget, area, button, Edge::shown);
    return widget.touch().tapped;
}

float Frame::button_width(std::string_view words, Icon icon, FontRole font) const {
    const float em = theme().font(font).px;
    const float icon_px = icon == Icon::none ? 0 : std::round(em * 1.25F) + std::round(em * 0.35F);
    return std::max(theme().minimum_target(),
                    std::ceil(stage_.measure(words, font, 0).w + icon_px + 2 * em * 1.1F));
}

namespace {

void draw_tile_icon(Frame& frame, Rect square, const Tile& tile) {
    if (tile.availability == Availability::enabled) return frame.tinted_icon(square, tile.icon, tile.tint);
    frame.fill(square, frame.colour(ColourRole::line), square.w * 0.29F);
    frame.icon(square.inset(square.w * 0.19F), tile.icon, frame.colour(ColourRole::text_disabled));
}

void draw_chosen_mark(Frame& frame, Rect area) {
    frame.outline(area, {frame.colour(ColourRole::accent), 5}, kRadius);
    const Point at{area.right() - 36, area.y + 36};
    frame.circle(at, 22, frame.colour(ColourRole::accent));
    frame.icon({at.x - 16, at.y - 16, 32, 32}, Icon::check, ColourRole::on_accent);
}

// Where a tile's title stands, and below it the subtitle.
struct TileWords {
    Rect title, subtitle;
};
TileWords places_of_words(const Frame& frame, Rect area, Rect square, const Tile& tile, float pad,
                          float note_w) {
    const float title_h = frame.line_height(FontRole::heading);
    if (tile.shape == TileShape::upright) {
        const Rect below =
            area.inset(pad, 0).without_top(square.bottom() + 14 - area.y).without_bottom(pad * 0.6F);
        return {below.top(std::min(title_h, below.h)), below.without_top(title_h)};
    }
    const Rect beside = area.without_left(pad + square.w + 24).without_right(pad).inset(0, pad * 0.5F);
    const float both = title_h + (tile.subtitle.empty() ? 0 : frame.line_height(FontRole::caption));
    float down = std::max(0.0F, (beside.h - both) / 2), width = beside.w;
    // The note lies in the upper right corner: the title goes below it, or beside it where there is no room
    // below.
    const float below_note = 16 + frame.line_height(FontRole::caption) + 8 - (beside.y - area.y);
    if (note_w > 0 && below_note + both <= beside.h)
        down = std::max(down, below_note);
    else if (note_w > 0)
        width -= note_w + 8;
    const Rect words = beside.without_top(down);
    return {words.top(std::min(title_h, words.h)).left(width), words.without_top(title_h)};
}

}  // namespace

bool Frame::tile(std::string_view id, Rect area, const Tile& tile) {
    std::string words(tile.title);
    for (const std::string_view more : {tile.subtitle, tile.note})
        if (!more.empty()) words.append("，").append(more);
    Widget widget(stage_, id, Role::tile, area, words, Widget::Reacts::yes, tile.availability);
    draw_card(stage_, area, {}, widget.touch().pressed);
    const bool is_upright = tile.shape == TileShape::upright;
    const float pad = std::min(kPadding, area.h * 0.12F);
    // The icon takes what the words leave.
    const float words_h =
        line_height(FontRole::heading) + (tile.subtitle.empty() ? 0 : line_height(FontRole::caption));
    const float room = area.h - 2 * pad - (is_upright ? words_h : 0);
    const float side = std::round(std::clamp(room, 40.0F, scaled(96)));
    const Rect square{area.x + pad, is_upright ? area.y + pad : area.centre().y - side / 2, side, side};
    draw_tile_icon(*this, square, tile);
    const float note_w = tile.note.empty() ? 0 : stage_.measure(tile.note, FontRole::caption, 0).w + 32;
    const TileWords places = places_of_words(*this, area, square, tile, pad, note_w);
    const bool is_dull = tile.availability != Availability::enabled;
    widget.write(places.title, tile.title,
                 {.font = FontRole::heading, .vertical = AlignVertical::middle, .max_lines = 1},
                 colour(is_dull ? ColourRole::text_disabled : ColourRole::text));
    if (places.subtitle.h > 20)
        widget.write(places.subtitle, tile.subtitle, {.font = FontRole::caption},
                     colour(is_dull ? ColourRole::text_disabled : ColourRole::text_soft));
    if (note_w > 0)
        draw_badge(stage_, widget, {area.right() - note_w - 16, area.y + 16}, tile.note, tile.note_colour);
    if (tile.mark == Tile::Mark::chosen) draw_chosen_mark(*this, area);
    return widget.touch().tapped;
}

Rect draw_badge(Stage& stage, Widget& widget, Point at, std::string_view words, ColourRole role) {
    const Theme& theme = stage.theme();
    const float height = std::round(theme.font(FontRole::caption).px * 1.55F);
    const Rect area{at.x, at.y, stage.measure(words, FontRole::caption, 0).w + 32, height};
    const Colour ink = theme.colour(role);
    stage.fill(area, mixed(theme.colour(ColourRole::surface), ink, 0.10F), height / 2);
    widget.write(area, words,
                 {.font = FontRole::caption,
                  .align = Align::centre,
                  .vertical = AlignVertical::middle,
                  .max_lines = 1},
                 ink);
    return area;
}

Rect Frame::badge(std::string_view id, Point at, std::string_view words, ColourRole role, Privacy privacy) {
    Widget widget(stage_, id, Role::text, {at.x, at.y, 1, 1}, words, Widget::Reacts::no,
                  Availability::enabled, privacy);
    const std::size_t index = stage_.node_count() - 1;
    const Rect area = draw_badge(stage_, widget, at, words, role);
    Node& node = stage_.node(index);
    node.rect = area;
    node.visible = area.shared_with(stage_.clip());
    return area;
}

bool Frame::chip(std::string_view id, Rect area, const Chip& chip) {
    Widget widget(stage_, id, Role::chip, area, chip.words, Widget::Reacts::yes, chip.availability);
    const float radius = area.h / 2;
    widget.focus_radius(radius);
    const bool is_on = chip.state == Chip::State::on;
    const bool is_dull = chip.availability != Availability::enabled;
    const Colour face = is_on
                            ? colour(ColourRole::accent)
                            : colour(widget.touch().pressed ? ColourRole::accent_soft : ColourRole::surface);
    const Colour ink = colour(is_dull ? ColourRole::text_disabled
                              : is_on ? ColourRole::on_accent
                                      : ColourRole::text);
    stage_.fill(area, face, radius);
    if (!is_on) stage_.painter().outline(area, {colour(ColourRole::line), 3}, radius);
    const FontRole font = is_on ? FontRole::body_bold : FontRole::body;
    const float icon_px = chip.icon == Icon::none ? 0 : theme().font(font).px * 1.2F;
    const float words_w = std::min(stage_.measure(chip.words, font, 0).w, area.w - icon_px - 32);
    float x = area.x + (area.w - words_w - icon_px) / 2;
    if (icon_px > 0) stage_.painter().icon(chip.icon, {x + icon_px / 2 - 4, area.centre().y}, icon_px, ink);
    x += icon_px;
    widget.write({x, area.y, words_w + 1, area.h}, chip.words,
                 {.font = font, .align = Align::centre, .vertical = AlignVertical::middle, .max_lines = 1},
                 ink);
    return widget.touch().tapped;
}

float Frame::chip_width(std::string_view words, Icon icon) const {
    const float em = theme().font(FontRole::body_bold).px;
    const float icon_px = icon == Icon::none ? 0 : em * 1.2F;
    return std::max(theme().minimum_target(),
                    std::ceil(stage_.measure(words, FontRole::body_bold, 0).w + icon_px + 64));
}

}  // namespace kiosk24::ui
