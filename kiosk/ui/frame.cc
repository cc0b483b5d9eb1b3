// Place, time, words and the screen's own shapes.
#include "kiosk/ui/frame.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/stage.h"

namespace kiosk24::ui {

Size Frame::size() const {
    return stage_.size();
}
Rect Frame::screen() const {
    return {0, 0, stage_.size().w, stage_.size().h};
}
Orientation Frame::orientation() const {
    return stage_.orientation();
}
TextSize Frame::text_size() const {
    return stage_.theme().text_size();
}
const Theme& Frame::theme() const {
    return stage_.theme();
}
Colour Frame::colour(ColourRole role) const {
    return stage_.theme().colour(role);
}
std::int64_t Frame::now_ms() const {
    return stage_.now_ms();
}
void Frame::request_animation(int within_ms) {
    stage_.request_animation(within_ms);
}

float Frame::phase(int period_ms) {
    request_animation();
    return static_cast<float>(stage_.now_ms() % period_ms) / static_cast<float>(period_ms);
}

Areas Frame::areas(float header_px, float footer_px) const {
    const bool is_portrait = orientation() == Orientation::portrait;
    const float taller = text_size() == TextSize::large ? kLargeBarsGrow : 0;
    if (header_px < 0) header_px = is_portrait ? kHeaderPortrait : kHeaderLandscape;
    if (footer_px < 0) footer_px = (is_portrait ? kFooterPortrait : kFooterLandscape) + taller;
    const Rect all = screen();
    const Rect between = all.without_top(header_px).without_bottom(footer_px);
    const float above = header_px > 0 ? kSpace * 4 : kMargin, below = footer_px > 0 ? kSpace : kMargin;
    return {all.top(header_px), between.inset(kMargin, 0).without_top(above).without_bottom(below),
            all.bottom_strip(footer_px)};
}

float Frame::scaled(float normal) const {
    return text_size() == TextSize::large ? std::round(normal * 1.3F) : normal;
}

float Frame::text(std::string_view id, Rect area, std::string_view words, TextStyle style) {
    Widget widget(stage_, id, Role::text, area, words, Widget::Reacts::no, Availability::enabled,
                  style.privacy);
    const std::size_t index = stage_.node_count() - 1;
    const Written written = widget.write(area, words, style);
    Node& node = stage_.node(index);
    if (node.rect.h <= 0) {
        node.rect.h = written.height;
        node.visible = node.rect.shared_with(stage_.clip());
    }
    return written.height;
}

Size Frame::measure_text(std::string_view words, FontRole font, float width) const {
    return stage_.measure(words, font, width);
}

float Frame::line_height(FontRole font) const {
    return stage_.theme().font(font).line_px;
}

std::optional<KeyStroke> Frame::typed() {
    return stage_.interaction().take_stroke();
}

void Frame::picture_words(std::string_view id, Rect area, std::string_view words) {
    stage_.add_node(id, Role::image, words, area, Privacy::open);
}

void Frame::camera_preview(std::string_view id, Rect area, std::string_view words, Colour around) {
    constexpr float kBorder = 10;
    stage_.add_node(id, Role::image, words, area, Privacy::personal);
    stage_.fill(area, around, kRadius);
    const Rect inside = area.inset(kBorder);
    stage_.fill(inside, kiosk24::ui::colour(0x1B2436), 0);
    const float side = std::min(inside.w, inside.h) * 0.4F;
    icon(inside.centred({side, side}), Icon::face, kiosk24::ui::colour(0x4A5A78));
    stage_.draw_preview(inside);
}

void Frame::fill(Rect area, Colour colour, float radius) {
    stage_.fill(area, colour, radius);
}
void Frame::fill_gradient(Rect area, Gradient gradient, float radius, GradientRun run) {
    stage_.fill_gradient(area, gradient, radius, run);
}
void Frame::outline(Rect area, Pen pen, float radius) {
    stage_.painter().outline(area, pen, radius);
}
void Frame::shadow(Rect area, float radius, float elevation, float strength) {
    const float share = std::clamp(strength * 0.16F, 0.0F, 1.0F);
    stage_.painter().shadow(area, radius, elevation, colour(ColourRole::shadow).with_alpha(share));
}
void Frame::line(Point from, Point to, Pen pen) {
    const Point ends[] = {from, to};
    stage_.painter().polyline(ends, pen);
}
void Frame::polyline(std::span<const Point> points, Pen pen) {
    stage_.painter().polyline(points, pen);
}
void Frame::polygon(std::span<const Point> corners, Colour colour) {
    stage_.painter().polygon(corners, colour);
}
void Frame::circle(Point centre, float radius, Colour colour) {
    stage_.painter().circle(centre, radius, colour);
}
void Frame::ring(Point centre, float radius, Pen pen) {
    stage_.painter().ring(centre, radius, pen);
}
void Frame::arc(Point centre, float radius, float from_turn, float to_turn, Pen pen) {
    stage_.painter().arc(centre, radius, from_turn, to_turn, pen);
}
void Frame::push_clip(Rect area) {
    stage_.push_clip(area);
}
void Frame::pop_clip() {
    stage_.pop_clip();
}

void Frame::background() {
    fill(screen(), colour(ColourRole::background));
}
void Frame::divider(Rect area) {
    fill(area.top(2), colour(ColourRole::line));
}

void Frame::icon(Rect area, Icon icon, Colour colour) {
    stage_.painter().icon(icon, area.centre(), std::min(area.w, area.h), colour);
}

void Frame::tinted_icon(Rect area, Icon icon, Tint tint) {
    stage_.painter().fill_gradient(area, theme().tile(tint), area.w * 0.29F, GradientRun::diagonal);
    stage_.painter().icon(icon, area.centre(), std::round(area.w * 0.625F), colour(ColourRole::on_accent));
}

float eased(float share) {
    const float t = std::clamp(share, 0.0F, 1.0F);
    return t * t * (3 - 2 * t);
}

}  // namespace kiosk24::ui
