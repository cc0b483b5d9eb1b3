#include "kiosk/ui/theme.h"

#include <cmath>
#include <utility>

namespace kiosk24::ui {
namespace {

constexpr std::size_t at(ColourRole role) {
    return static_cast<std::size_t>(role);
}
constexpr std::size_t at(FontRole role) {
    return static_cast<std::size_t>(role);
}

float luminance(Colour c) {
    const auto linear = [](std::uint8_t channel) {
        const float share = static_cast<float>(channel) / 255.0F;
        return share <= 0.04045F ? share / 12.92F : std::pow((share + 0.055F) / 1.055F, 2.4F);
    };
    return 0.2126F * linear(c.r) + 0.7152F * linear(c.g) + 0.0722F * linear(c.b);
}

// Lighter at the upper left, as if lit from there.
constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, kTints> kPalette = {{{0x4F8CFF, 0x2563EB},
                                                                                   {0x34D399, 0x059669},
                                                                                   {0xFBBF24, 0xF59E0B},
                                                                                   {0xA78BFA, 0x7C3AED},
                                                                                   {0x38BDF8, 0x0284C7},
                                                                                   {0x818CF8, 0x4F46E5},
                                                                                   {0xF472B6, 0xDB2777},
                                                                                   {0xFF9A3D, 0xFF6A2B},
                                                                                   {0x2DD4BF, 0x0D9488},
                                                                                   {0xFB7185, 0xE11D48},
                                                                                   {0x94A3B8, 0x475569},
                                                                                   {0xA3E635, 0x65A30D}}};

}  // namespace

Colour mixed(Colour from, Colour to, float share) {
    const auto channel = [share](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(
            std::lround(static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * share));
    };
    return {channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b), channel(from.a, to.a)};
}

float contrast(Colour one, Colour other) {
    float light = luminance(one), dark = luminance(other);
    if (light < dark) std::swap(light, dark);
    return (light + 0.05F) / (dark + 0.05F);
}

float Theme::minimum_contrast(float text_px) const {
    const bool large_glyphs = text_px >= 40;
    if (step_ == TextSize::large) return large_glyphs ? 4.5F : 7.0F;
    return large_glyphs ? 3.0F : 4.5F;
}

Theme::Theme(TextSize step) : step_(step), colours_{}, tiles_{}, fonts_{} {
    const bool large = step == TextSize::large;
    const auto set = [this](ColourRole role, Colour value) { colours_[at(role)] = value; };
    const auto pick = [large](std::uint32_t normal_rgb, std::uint32_t large_rgb) {
        return ui::colour(large ? large_rgb : normal_rgb);
    };
    set(ColourRole::background, ui::colour(0xEEF3FA));
    set(ColourRole::surface, ui::colour(0xFFFFFF));
    set(ColourRole::surface_soft, ui::colour(0xF3F6FB));
    set(ColourRole::text, pick(0x17233D, 0x0E172B));
    set(ColourRole::text_soft, pick(0x5A6980, 0x3E4B60));
    set(ColourRole::text_disabled, pick(0x8994A5, 0x7A8698));
    set(ColourRole::accent, pick(0x185FE3, 0x0A42AC));
    set(ColourRole::accent_pressed, pick(0x0F48BE, 0x083591));
    set(ColourRole::accent_soft, pick(0xE6EFFF, 0xE6EFFF));
    set(ColourRole::on_accent, ui::colour(0xFFFFFF));
    set(ColourRole::success, pick(0x057A55, 0x04573D));
    set(ColourRole::success_soft, ui::colour(0xE3F8EF));
    set(ColourRole::warning, pick(0x8A5A00, 0x6B4500));
    set(ColourRole::warning_soft, ui::colour(0xFFF5E1));
    set(ColourRole::danger, pick(0xC8242B, 0x93141B));
    set(ColourRole::danger_soft, ui::colour(0xFDECEC));
    set(ColourRole::line, pick(0xDCE4EF, 0xB9C4D4));
    set(ColourRole::header_from, pick(0x0E48C4, 0x0A3A9E));
    set(ColourRole::header_to, pick(0x256CE4, 0x124AAD));
    set(ColourRole::on_header_soft, ui::colour(0xF2F7FF));
    set(ColourRole::shadow, ui::colour(0x1B3A6B));
    set(ColourRole::dim, ui::colour(0x0B1730));

    for (std::size_t i = 0; i < kPalette.size(); ++i)
        tiles_[i] = {ui::colour(kPalette[i].first), ui::colour(kPalette[i].second)};

    const auto font = [&](FontRole role, float normal_px, float large_px, FontWeight weight, float lines) {
        const float px = large ? large_px : normal_px;
        fonts_[at(role)] = {px, weight, std::round(px * lines)};
    };
    font(FontRole::display, 64, 72, FontWeight::bold, 1.3F);
    font(FontRole::title, 48, 60, FontWeight::bold, 1.35F);
    font(FontRole::heading, 40, 52, FontWeight::bold, 1.4F);
    font(FontRole::body, 32, 46, FontWeight::regular, 1.5F);
    font(FontRole::body_bold, 32, 46, FontWeight::bold, 1.5F);
    font(FontRole::caption, 28, 38, FontWeight::regular, 1.45F);
    font(FontRole::caption_bold, 28, 38, FontWeight::bold, 1.45F);
}

}  // namespace kiosk24::ui
