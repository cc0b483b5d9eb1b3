// The seal and the code on a certificate.
#include <qrencode.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "hub/sandbox/canvas_parts.h"

namespace kiosk24::sandbox {
namespace {

void star(cairo_t* cairo, double radius) {
    for (int i = 0; i < 10; ++i) {
        const double r = i % 2 ? radius * 0.382 : radius, angle = -M_PI / 2 + i * M_PI / 5;
        cairo_line_to(cairo, r * std::cos(angle), r * std::sin(angle));
    }
    cairo_close_path(cairo);
    cairo_fill(cairo);
}

// Words as an outline, their middle at the origin, narrowed by `width_scale`.
void outline(cairo_t* cairo, PangoLanguage* language, std::string_view words, double size_pt,
             double width_scale) {
    const TextStyle style{.size_pt = size_pt, .weight = Weight::bold, .family = Family::serif};
    drawing::Layout layout = drawing::layout_of(cairo, language, words, style, 0);
    PangoRectangle ink{}, logical{};
    pango_layout_get_extents(layout.get(), &ink, &logical);
    cairo_save(cairo);
    cairo_scale(cairo, width_scale, 1);
    cairo_move_to(cairo, -(logical.x + logical.width / 2.0) / PANGO_SCALE,
                  -(logical.y + logical.height / 2.0) / PANGO_SCALE);
    pango_cairo_layout_path(cairo, layout.get());
    cairo_fill(cairo);
    cairo_restore(cairo);
}

std::vector<std::string_view> characters_of(std::string_view text) {
    std::vector<std::string_view> characters;
    while (!text.empty()) {
        const auto first = static_cast<unsigned char>(text[0]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        characters.push_back(text.substr(0, length));
        text.remove_prefix(std::min(length, text.size()));
    }
    return characters;
}

}  // namespace

void Canvas::seal(double centre_x, double centre_y, double radius_pt, std::string_view around,
                  std::string_view below) {
    cairo_t* cairo = parts_->cairo;
    PangoLanguage* language = pango_language_from_string("zh-cn");
    const auto characters = characters_of(around);
    cairo_save(cairo);
    cairo_translate(cairo, centre_x, centre_y);
    drawing::use(cairo, kSealRed);
    cairo_set_line_width(cairo, radius_pt * 0.05);
    cairo_new_path(cairo);
    cairo_arc(cairo, 0, 0, radius_pt, 0, 2 * M_PI);
    cairo_stroke(cairo);
    star(cairo, radius_pt * 0.28);
    const double count = static_cast<double>(characters.size());
    const double sweep = std::min(1.55 * M_PI, count * 0.42);
    const double step = characters.size() > 1 ? sweep / (count - 1) : 0;
    const double size = std::min(radius_pt * 0.29, step * radius_pt * 0.86);
    for (std::size_t i = 0; i < characters.size(); ++i) {
        cairo_save(cairo);
        cairo_rotate(cairo, -sweep / 2 + step * static_cast<double>(i));
        cairo_translate(cairo, 0, -radius_pt * 0.77);
        outline(cairo, language, characters[i], size, 0.86);
        cairo_restore(cairo);
    }
    cairo_translate(cairo, 0, radius_pt * 0.52);
    outline(cairo, language, below, radius_pt * 0.19, 0.95);
    cairo_restore(cairo);
}

void Canvas::qr_code(double x, double y, double size_pt, const std::string& content) {
    QRcode* code = QRcode_encodeString8bit(content.c_str(), 0, QR_ECLEVEL_M);
    if (!code) return;
    const double module = size_pt / code->width;
    drawing::use(parts_->cairo, kInk);
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column)
            if (code->data[row * code->width + column] & 1)
                cairo_rectangle(parts_->cairo, x + column * module, y + row * module, module, module);
    cairo_fill(parts_->cairo);
    QRcode_free(code);
}

}  // namespace kiosk24::sandbox
