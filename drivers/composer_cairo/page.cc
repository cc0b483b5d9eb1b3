#include "drivers/composer_cairo/page.h"

#include <qrencode.h>

#include <algorithm>
#include <cmath>

namespace kiosk24::drivers::composer_cairo {
namespace {

constexpr double kMargin_px = 16, kInside_px = kStripWidth_px - 2 * kMargin_px;
constexpr double kTop_px = 24, kBetween_px = 8, kGap_px = 20;
constexpr double kBody_px = 28, kTitle_px = 44, kHeading_px = 40, kCode_px = 56, kNote_px = 24;
constexpr double kLabels_px = 150;  // the column of labels
constexpr double kLarge = 1.3;      // large text to normal
constexpr int kCode_dots = 264;     // about so wide is a QR code: 33 mm
constexpr int kQuiet_modules = 4;   // ISO/IEC 18004: the white around it
// Darker than this is a dot. Below the middle: thermal paper bleeds, thin strokes of small Han characters do
// not.
constexpr int kBlackFrom = 112;

struct CodeEnd {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

// What a font shows for a private-use character is not what an old card means by it.
bool has_private_characters(std::string_view words) {
    const std::string text(words);
    if (!g_utf8_validate(text.c_str(), static_cast<gssize>(text.size()), nullptr)) return true;
    for (const char* at = text.c_str(); *at != 0; at = g_utf8_next_char(at)) {
        if (g_unichar_type(g_utf8_get_char(at)) == G_UNICODE_PRIVATE_USE) return true;
    }
    return false;
}

struct Extent {
    double width = 0, height = 0;
};
Extent extent_of(PangoLayout* layout) {
    int width = 0, height = 0;
    pango_layout_get_pixel_size(layout, &width, &height);
    return {static_cast<double>(width), static_cast<double>(height)};
}

}  // namespace

Page::Page(PangoContext* context, TextSize text_size)
    : context_(context),
      scale_(text_size == TextSize::large ? kLarge : 1.0),
      surface_(cairo_image_surface_create(CAIRO_FORMAT_A8, kStripWidth_px, kLongestStrip_px)),
      cairo_(cairo_create(surface_.get())),
      y_(kTop_px) {
    cairo_set_source_rgba(cairo_.get(), 0, 0, 0, 1);
    pango_cairo_update_context(cairo_.get(), context_);
}

Result<Layout> Page::layout_of(std::string_view words, const Style& style, int width_px) {
    if (has_private_characters(words)) return Error(Code::bad_input, "a character without a meaning");
    Layout layout(pango_layout_new(context_));
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family_static(font, "Noto Sans CJK SC,HanaMinA,HanaMinB");
    pango_font_description_set_absolute_size(font, sized(style.size_px) * PANGO_SCALE);
    pango_font_description_set_weight(font,
                                      style.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    if (width_px > 0) pango_layout_set_width(layout.get(), width_px * PANGO_SCALE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(layout.get(),
                               style.align == Align::centre ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
    pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
    if (pango_layout_get_unknown_glyphs_count(layout.get()) > 0)
        return Error(Code::bad_input, "a character without a glyph");
    if (y_ + extent_of(layout.get()).height + kGap_px > kLongestStrip_px)
        return Error(Code::too_large, "the strip gets too long");
    return layout;
}

void Page::draw(PangoLayout* layout, double x) {
    cairo_move_to(cairo_.get(), x, y_);
    pango_cairo_show_layout(cairo_.get(), layout);
}

Status Page::paragraph(std::string_view words, const Style& style) {
    if (words.empty()) return {};
    TRY(layout, layout_of(words, style, static_cast<int>(kInside_px)));
    draw(layout.get(), kMargin_px);
    y_ += extent_of(layout.get()).height + kBetween_px;
    return {};
}

// Beside its label, in a column of its own.
Status Page::row(const StripLine& line) {
    TRY(label, layout_of(line.label, {.size_px = kBody_px}, 0));
    const double beside = std::max(sized(kLabels_px), extent_of(label.get()).width + kBetween_px * 2);
    if (beside > kInside_px / 2) {
        TRY_STATUS(paragraph(line.label, {.size_px = kBody_px}));
        y_ -= kBetween_px;
        return paragraph(line.text.reveal(), {.size_px = kBody_px, .weight = Weight::bold});
    }
    TRY(text, layout_of(line.text.reveal(), {.size_px = kBody_px, .weight = Weight::bold},
                        static_cast<int>(kInside_px - beside)));
    draw(label.get(), kMargin_px);
    draw(text.get(), kMargin_px + beside);
    y_ += std::max(extent_of(label.get()).height, extent_of(text.get()).height) + kBetween_px;
    return {};
}

Status Page::code(const std::string& payload) {
    const std::unique_ptr<QRcode, CodeEnd> code(QRcode_encodeString8bit(payload.c_str(), 0, QR_ECLEVEL_M));
    if (!code) return Error(Code::bad_input, "no code can hold this");
    const int modules = code->width + 2 * kQuiet_modules;
    const int module_px = std::max(4, kCode_dots / modules);
    const int side_px = modules * module_px;
    if (side_px > kStripWidth_px) return Error(Code::bad_input, "no code can hold this");
    if (y_ + side_px > kLongestStrip_px) return Error(Code::too_large, "the strip gets too long");
    const int left = (kStripWidth_px - side_px) / 2, top = static_cast<int>(y_);
    for (int row = 0; row < code->width; ++row) {
        for (int column = 0; column < code->width; ++column) {
            if ((code->data[row * code->width + column] & 1) == 0) continue;
            cairo_rectangle(cairo_.get(), left + (column + kQuiet_modules) * module_px,
                            top + (row + kQuiet_modules) * module_px, module_px, module_px);
        }
    }
    cairo_fill(cairo_.get());
    y_ = top + side_px;
    return {};
}

void Page::rule() {
    constexpr double kThickness_px = 3;
    y_ = std::floor(y_ + kBetween_px);
    cairo_rectangle(cairo_.get(), kMargin_px, y_, kInside_px, kThickness_px);
    cairo_fill(cairo_.get());
    y_ += kThickness_px + kBetween_px * 1.5;
}

Status Page::add(const StripLine& line) {
    const auto& words = line.text.reveal();
    switch (line.kind) {
        case StripLineKind::title:
            return paragraph(words, {.size_px = kTitle_px, .weight = Weight::bold, .align = Align::centre});
        case StripLineKind::heading:
            return paragraph(words, {.size_px = kHeading_px, .weight = Weight::bold, .align = Align::centre});
        case StripLineKind::row:
            return row(line);
        case StripLineKind::code:
            TRY_STATUS(paragraph(line.label, {.size_px = kBody_px, .align = Align::centre}));
            return paragraph(words, {.size_px = kCode_px, .weight = Weight::bold, .align = Align::centre});
        case StripLineKind::text:
            return paragraph(words, {.size_px = kBody_px});
        case StripLineKind::note:
            return paragraph(words, {.size_px = kNote_px, .align = Align::centre});
        case StripLineKind::qr:
            return code(words);
        case StripLineKind::rule:
            rule();
            return {};
        case StripLineKind::gap:
            y_ += kGap_px;
            return {};
    }
    return {};
}

Result<StripPicture> Page::finish() {
    cairo_surface_flush(surface_.get());
    if (const auto status = cairo_surface_status(surface_.get()); status != CAIRO_STATUS_SUCCESS)
        return Error(Code::device_failed, cairo_status_to_string(status));
    const int height = std::clamp(static_cast<int>(std::ceil(y_)), 1, kLongestStrip_px);
    const int stride = cairo_image_surface_get_stride(surface_.get());
    const auto* dots = cairo_image_surface_get_data(surface_.get());
    Bytes bits(static_cast<std::size_t>(kStripWidth_px / 8) * static_cast<std::size_t>(height), 0);
    auto* out = bits.data();
    for (int row = 0; row < height; ++row, out += kStripWidth_px / 8) {
        const auto* shades = dots + static_cast<std::ptrdiff_t>(row) * stride;
        for (int dot = 0; dot < kStripWidth_px; ++dot)
            out[dot / 8] |= static_cast<std::uint8_t>((shades[dot] >= kBlackFrom) << (7 - dot % 8));
    }
    // What it said is not left in freed memory.
    wipe(cairo_image_surface_get_data(surface_.get()),
         static_cast<std::size_t>(stride) * static_cast<std::size_t>(height));
    return StripPicture{kStripWidth_px, height,
                        std::make_shared<const Personal<Bytes>>(Personal<Bytes>(std::move(bits)))};
}

}  // namespace kiosk24::drivers::composer_cairo
