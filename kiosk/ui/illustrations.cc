// Pictures of hands-on steps, drawn from shapes on a canvas of 100 x 100 units.
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/stage.h"

namespace kiosk24::ui {
namespace {

constexpr Colour kWhite = colour(0xFFFFFF);

// Units to design px, around the middle of the area.
class Canvas {
  public:
    Canvas(Frame& frame, Rect area)
        : frame_(frame),
          unit_(std::min(area.w, area.h) / 100),
          at_(area.centred({100 * unit_, 100 * unit_})) {}

    Rect rect(float x, float y, float w, float h) const {
        return {at_.x + x * unit_, at_.y + y * unit_, w * unit_, h * unit_};
    }
    Point point(float x, float y) const { return {at_.x + x * unit_, at_.y + y * unit_}; }
    float length(float units) const { return units * unit_; }
    Frame& frame() const { return frame_; }

    void box(float x, float y, float w, float h, float radius, Colour colour) const {
        frame_.fill(rect(x, y, w, h), colour, length(radius));
    }
    void gradient(float x, float y, float w, float h, float radius, Gradient gradient,
                  GradientRun run) const {
        frame_.fill_gradient(rect(x, y, w, h), gradient, length(radius), run);
    }

  private:
    Frame& frame_;
    float unit_;
    Rect at_;
};

// `alpha` on every colour, for what fades away.
Gradient faded(Gradient gradient, float alpha) {
    return {gradient.from.with_alpha(alpha), gradient.to.with_alpha(alpha)};
}

void draw_identity_card(const Canvas& canvas, float x, float y, float lifted, float alpha) {
    constexpr float kWidth = 50, kHeight = 31.5F;
    canvas.frame().shadow(canvas.rect(x, y, kWidth, kHeight), canvas.length(4), 4 + 14 * lifted,
                          2.2F * alpha);
    canvas.gradient(x, y, kWidth, kHeight, 4, faded({colour(0x8EBBFF), colour(0x3B7BF0)}, alpha),
                    GradientRun::diagonal);
    canvas.box(x + 34, y + 6.5F, 11, 14, 2, kWhite.with_alpha(0.9F * alpha));
    canvas.frame().icon(canvas.rect(x + 34, y + 8.5F, 11, 12), Icon::person,
                        colour(0x7FA9F2).with_alpha(alpha));
    for (int i = 0; i < 4; ++i) {
        constexpr std::array kWidths{14.0F, 20.0F, 24.0F, 38.0F};
        const float down = i == 3 ? 24.5F : 7 + 5.5F * static_cast<float>(i);
        canvas.box(x + 5, y + down, kWidths[static_cast<std::size_t>(i)], 2.3F, 1.15F,
                   kWhite.with_alpha(0.85F * alpha));
    }
}

// The card comes from above, lies down on the marked place, is read, and fades.
void draw_card_on_reader(const Canvas& canvas, float phase) {
    Frame& frame = canvas.frame();
    const Colour accent = frame.colour(ColourRole::accent);
    frame.shadow(canvas.rect(12, 34, 76, 56), canvas.length(8), 14, 1.4F);
    canvas.gradient(12, 34, 76, 56, 8, {colour(0x4C5C78), colour(0x2A364D)}, GradientRun::down);
    canvas.box(15, 37, 70, 50, 6, colour(0x35435D));
    frame.outline(canvas.rect(23, 44.25F, 54, 35.5F),
                  {colour(0x7FA9F2).with_alpha(0.7F), canvas.length(0.8F)}, canvas.length(6));
    constexpr float kLanded = 0.42F, kFading = 0.86F;
    const float read = std::clamp((phase - kLanded) / (kFading - kLanded), 0.0F, 1.0F);
    for (int wave = 0; wave < 2; ++wave) {
        const float age = std::fmod(read * 2 + 0.5F * static_cast<float>(wave), 1.0F);
        if (read <= 0 || read >= 1) break;
        const float grown = 9 * age;
        frame.outline(canvas.rect(23 - grown, 44.25F - grown, 54 + 2 * grown, 35.5F + 2 * grown),
                      {mixed(accent, kWhite, 0.35F).with_alpha(0.75F * (1 - age)), canvas.length(1)},
                      canvas.length(6 + grown));
    }
    const float landed = eased(phase / kLanded);
    const float alpha = phase < 0.08F ? phase / 0.08F : phase > kFading ? (1 - phase) / (1 - kFading) : 1;
    draw_identity_card(canvas, 25, 2 + 44.25F * landed, 1 - landed, std::clamp(alpha, 0.0F, 1.0F));
    if (read > 0.55F && phase < kFading + 0.1F) {
        const float shown = std::min(1.0F, (read - 0.55F) * 5) * std::clamp(alpha, 0.0F, 1.0F);
        frame.circle(canvas.point(75, 77), canvas.length(8 * shown), frame.colour(ColourRole::success));
        const float side = 10 * shown;
        frame.icon(canvas.rect(75 - side / 2, 77 - side / 2, side, side), Icon::check, kWhite);
    }
}

void draw_paper_from_slot(const Canvas& canvas, float phase) {
    Frame& frame = canvas.frame();
    const float out = eased(std::min(1.0F, phase * 1.5F));
    frame.shadow(canvas.rect(10, 12, 80, 36), canvas.length(8), 14, 1.4F);
    canvas.gradient(10, 12, 80, 36, 8, {colour(0x5B6B85), colour(0x2F3B52)}, GradientRun::down);
    frame.circle(canvas.point(81, 21), canvas.length(2.2F), colour(0x34D399));
    canvas.box(17, 38, 66, 4.4F, 2.2F, colour(0x121926));
    // Only what has come out of the slot is seen.
    frame.push_clip(canvas.rect(0, 40.4F, 100, 59.6F));
    const float y = 40.4F - 50 + 52 * out;
    frame.shadow(canvas.rect(23, y, 54, 50), 0, 8, 1.2F);
    canvas.box(23, y, 54, 50, 0.8F, kWhite);
    canvas.box(36, y + 6, 28, 3.4F, 1.7F, colour(0x9DB2D0));
    for (int i = 0; i < 4; ++i)
        canvas.box(30, y + 15 + 6.5F * static_cast<float>(i), i == 3 ? 22 : 40, 2.3F, 1.15F,
                   colour(0xD3DEEC));
    frame.ring(canvas.point(66, y + 38), canvas.length(6.5F),
               {colour(0xDC3B41).with_alpha(0.75F), canvas.length(1.2F)});
    frame.icon(canvas.rect(62, y + 34, 8, 8), Icon::star, colour(0xDC3B41).with_alpha(0.75F));
    // The slot's lip throws a shadow on the sheet.
    frame.fill_gradient(canvas.rect(23, 40.4F, 54, 5),
                        {colour(0x121926).with_alpha(0.35F), colour(0x121926).with_alpha(0)}, 0,
                        GradientRun::down);
    frame.pop_clip();
}

void draw_corner(const Canvas& canvas, float x, float y, float to_x, float to_y, Colour ink) {
    const Point corner[] = {canvas.point(to_x, y), canvas.point(x, y), canvas.point(x, to_y)};
    canvas.frame().polyline(corner, {ink, canvas.length(2.2F)});
}

void draw_face_before_camera(const Canvas& canvas, float phase) {
    Frame& frame = canvas.frame();
    const Colour accent = frame.colour(ColourRole::accent);
    frame.circle(canvas.point(50, 50), canvas.length(38), frame.colour(ColourRole::accent_soft));
    frame.circle(canvas.point(50, 44), canvas.length(15), mixed(accent, kWhite, 0.72F));
    frame.push_clip(canvas.rect(12, 62, 76, 22));
    frame.circle(canvas.point(50, 92), canvas.length(29), mixed(accent, kWhite, 0.55F));
    frame.pop_clip();
    for (const float x : {44.5F, 55.5F})
        frame.circle(canvas.point(x, 43), canvas.length(1.7F), accent);
    frame.arc(canvas.point(50, 46), canvas.length(5.5F), 0.36F, 0.64F, {accent, canvas.length(1.4F)});
    for (const float x : {10.0F, 90.0F})
        for (const float y : {10.0F, 90.0F})
            draw_corner(canvas, x, y, x < 50 ? x + 14 : x - 14, y < 50 ? y + 14 : y - 14, accent);
    const float swing = 0.5F - 0.5F * std::cos(phase * 6.2831853F), y = 16 + 68 * swing;
    canvas.box(14, y - 0.5F, 72, 1, 0.5F, accent.with_alpha(0.8F));
    frame.fill_gradient(canvas.rect(14, y - 9, 72, 9), {accent.with_alpha(0), accent.with_alpha(0.22F)}, 0,
                        GradientRun::down);
}

void draw_phone_before_scanner(const Canvas& canvas, float phase) {
    Frame& frame = canvas.frame();
    const Colour accent = frame.colour(ColourRole::accent);
    canvas.gradient(14, 74, 72, 20, 6, {colour(0x5B6B85), colour(0x2F3B52)}, GradientRun::down);
    canvas.box(24, 79, 52, 6, 3, colour(0x121926));
    const float near = eased(std::min(1.0F, phase * 2)), y = 2 + 8 * near;
    const float beam = phase > 0.5F ? std::sin((phase - 0.5F) * 6.2831853F) : 0;
    const Point light[] = {canvas.point(30, 80), canvas.point(70, 80), canvas.point(62, y + 54),
                           canvas.point(38, y + 54)};
    if (beam > 0) frame.polygon(light, mixed(accent, kWhite, 0.3F).with_alpha(0.35F * beam));
    frame.shadow(canvas.rect(33, y, 34, 56), canvas.length(5), 12, 1.6F);
    canvas.box(33, y, 34, 56, 5, colour(0x1F2A3D));
    canvas.box(35, y + 4, 30, 48, 2.5F, kWhite);
    frame.icon(canvas.rect(38, y + 14, 24, 24), Icon::qr_code, colour(0x1F2A3D));
    canvas.box(40, y + 43, 20, 2.4F, 1.2F, colour(0xC7D3E3));
}

}  // namespace

void Frame::illustration(std::string_view id, Rect area, Illustration what, std::string_view words) {
    stage_.add_node(id, Role::image, words, area, Privacy::open);
    const Canvas canvas(*this, area);
    constexpr int kPeriod_ms = 3200;
    request_animation(33);
    const float share = static_cast<float>(now_ms() % kPeriod_ms) / static_cast<float>(kPeriod_ms);
    switch (what) {
        case Illustration::card_on_reader:
            return draw_card_on_reader(canvas, share);
        case Illustration::paper_from_slot:
            return draw_paper_from_slot(canvas, share);
        case Illustration::face_before_camera:
            return draw_face_before_camera(canvas, share);
        case Illustration::phone_before_scanner:
            return draw_phone_before_scanner(canvas, share);
    }
}

}  // namespace kiosk24::ui
