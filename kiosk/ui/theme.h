// The look as one small set of named values. Screens name a role, never a number: a colour by ColourRole, a
// size of text by FontRole, a distance by the constants below (an 8 px grid).
//
// Two steps of text: normal (body 32 px = 8 mm) and large, which is elder mode (body 46 px = 11.5 mm line,
// contrast of at least 7:1 for text, targets of at least 25 mm). Values, no thread rules.
#pragma once

#include <array>
#include <cstdint>

namespace kiosk24::ui {

enum class TextSize { normal, large };
enum class Orientation { portrait, landscape };

struct Colour {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Colour&) const = default;
    // The same colour with another opacity, 0 (nothing) to 1.
    Colour with_alpha(float alpha) const {
        return {r, g, b, static_cast<std::uint8_t>(alpha * 255.0F + 0.5F)};
    }
};
// 0xRRGGBB.
constexpr Colour colour(std::uint32_t rgb) {
    return {static_cast<std::uint8_t>(rgb >> 16 & 255U), static_cast<std::uint8_t>(rgb >> 8 & 255U),
            static_cast<std::uint8_t>(rgb & 255U), 255};
}
// `share` of the way from one colour to the other.
Colour mixed(Colour from, Colour to, float share);
// WCAG 2 contrast ratio, 1 to 21; opacity is ignored.
float contrast(Colour one, Colour other);

enum class ColourRole {
    background,     // behind everything
    surface,        // cards, dialogs
    surface_soft,   // wells inside a card: fields, keys, tracks
    text,           // what must be read
    text_soft,      // what helps
    text_disabled,  // on a target that does nothing now
    accent,         // the one thing to do
    accent_pressed,
    accent_soft,  // pale: chosen rows, quiet buttons when pressed
    on_accent,    // text on accent, on the header and on tiles
    success,
    success_soft,
    warning,
    warning_soft,
    danger,
    danger_soft,
    line,            // hairlines and borders
    header_from,     // the header's gradient, upper left ...
    header_to,       // ... to lower right
    on_header_soft,  // helping text on the header
    shadow,
    dim,  // what a dialog lays over the screen
    kCount_
};

// The two ends of a tile's gradient, upper left and lower right.
struct Gradient {
    Colour from, to;
    bool operator==(const Gradient&) const = default;
};
// The colours of the home screen's tiles, in order: blue, green, amber, violet, sky, indigo, pink, orange,
// teal, rose, slate, lime.
enum class Tint { blue, green, amber, violet, sky, indigo, pink, orange, teal, rose, slate, lime };
inline constexpr int kTints = 12;

// Pixels of the em, normal / large.
enum class FontRole {
    display,    // 64 / 72 bold: the name of the terminal, a result, an amount
    title,      // 48 / 60 bold: what this screen is about
    heading,    // 40 / 52 bold: a card, a tile
    body,       // 32 / 46
    body_bold,  // 32 / 46 bold
    caption,    // 28 / 38: helping lines
    caption_bold,
    kCount_
};
enum class FontWeight { regular, bold };

// Spacing, radius and minimum targets, design px.
inline constexpr float kSpace = 8;                                     // the grid
inline constexpr float kGap = 24;                                      // between cards
inline constexpr float kMargin = 48;                                   // from the screen's edge
inline constexpr float kPadding = 32;                                  // inside a card
inline constexpr float kRadius = 24;                                   // cards
inline constexpr float kRadiusSmall = 16;                              // fields, keys, chips
inline constexpr float kMinimumGap = 16;                               // between two targets
inline constexpr float kHeaderPortrait = 216, kHeaderLandscape = 144;  // heights of header_bar
inline constexpr float kFooterPortrait = 256, kFooterLandscape = 144;  // heights of bottom_bar ...
inline constexpr float kLargeBarsGrow = 40;                            // ... and this more with large text

struct Font {
    float px = 32;
    FontWeight weight = FontWeight::regular;
    float line_px = 48;  // from one line to the next
};

class Theme {
  public:
    explicit Theme(TextSize step);

    TextSize text_size() const { return step_; }
    Colour colour(ColourRole role) const { return colours_[static_cast<std::size_t>(role)]; }
    Gradient tile(Tint tint) const { return tiles_[static_cast<std::size_t>(tint)]; }
    const Font& font(FontRole role) const { return fonts_[static_cast<std::size_t>(role)]; }
    // Smallest side of a target: 80 px (20 mm) normal, 100 px (25 mm) large.
    float minimum_target() const { return step_ == TextSize::large ? 100.0F : 80.0F; }
    // Height of a button: 96 / 120.
    float button_height() const { return step_ == TextSize::large ? 120.0F : 96.0F; }
    // Contrast that text must reach: 4.5 normal, 7 large; text of at least 40 px: 3 normal, 4.5 large.
    float minimum_contrast(float text_px) const;

  private:
    TextSize step_;
    std::array<Colour, static_cast<std::size_t>(ColourRole::kCount_)> colours_;
    std::array<Gradient, kTints> tiles_;
    std::array<Font, static_cast<std::size_t>(FontRole::kCount_)> fonts_;
};

}  // namespace kiosk24::ui
