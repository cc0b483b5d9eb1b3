#include "drivers/virtual/camera/drawn_face.h"

#include <cairo.h>
#include <qrencode.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <numbers>

namespace kiosk24::virtual_devices {
namespace {

struct Proportions {
    double wide, tall, eyes, mouth, hair;
    bool has_beard = false, has_glasses = false;
};
constexpr Proportions kLooks[] = {
    {1, 1, 1, 1, 1}, {0.86, 1.05, 0.9, 0.8, 1.05, true}, {1.1, 0.95, 1.08, 1.25, 0.95, false, true}};

// One head: everything in units of its radius, the middle of the face at 0, 0.
class Pen {
  public:
    Pen(cairo_t* cairo, const Placed& placed, double light)
        : cairo_(cairo), x_(placed.x), y_(placed.y), radius_(placed.radius), light_(light) {}

    struct At {
        double x, y, w, h;
    };
    // A round body, lit from the upper left: `in` at its middle, `out` at its edge.
    void body(At at, double in, double out) { ellipse(at, {in, 1}, {out, 1}); }
    // A shadow or a light that fades out.
    void soft(At at, double grey, double strength) { ellipse(at, {grey, strength}, {grey, 0}); }
    void disc(At at, double grey) { ellipse(at, {grey, 1}, {grey, 1}); }

  private:
    struct Tone {
        double grey, alpha;
    };
    void ellipse(At at, Tone middle, Tone edge) {
        cairo_save(cairo_);
        cairo_translate(cairo_, x_ + at.x * radius_, y_ + at.y * radius_);
        cairo_scale(cairo_, at.w * radius_, at.h * radius_);
        auto* pattern = cairo_pattern_create_radial(0, 0, 0, 0, 0, 1);
        const auto stop = [&](double where, Tone tone) {
            const double grey = std::min(1.0, tone.grey * light_);
            cairo_pattern_add_color_stop_rgba(pattern, where, grey, grey * 0.85, grey * 0.75, tone.alpha);
        };
        stop(0, middle);
        stop(1, edge);
        cairo_arc(cairo_, 0, 0, 1, 0, 2 * std::numbers::pi);
        cairo_set_source(cairo_, pattern);
        cairo_fill(cairo_);
        cairo_pattern_destroy(pattern);
        cairo_restore(cairo_);
    }

    cairo_t* cairo_;
    double x_, y_, radius_, light_;
};

void draw_eyes(Pen& pen, const Proportions& look) {
    for (const double side : {-1.0, 1.0}) {
        const double x = side * 0.36 * look.eyes, y = -0.18;
        pen.soft({x, y, 0.30, 0.17}, 0.35, 0.75);
        pen.soft({x, y - 0.17, 0.30, 0.07}, 0.05, 0.95);
        pen.soft({x, y - 0.17, 0.30, 0.07}, 0.05, 0.95);
        pen.disc({x, y, 0.17, 0.08}, 0.9);
        pen.disc({x, y, 0.08, 0.08}, 0.08);
        pen.soft({side * 0.5, 0.3, 0.28, 0.2}, 1.0, 0.35);
    }
}

void draw_person(Pen pen, const Proportions& look) {
    pen.body({0, 2.3, 1.9, 1.1}, 0.25, 0.2);
    pen.body({0, 1.15, 0.45, 0.6}, 0.68, 0.6);
    pen.body({0, -0.25, 0.98 * look.wide, 1.15 * look.hair}, 0.14, 0.1);
    pen.body({0, 0, 0.82 * look.wide, 1.1 * look.tall}, 0.93, 0.74);
    pen.soft({0, -0.98 * look.tall, 0.75, 0.3}, 0.1, 0.9);
    draw_eyes(pen, look);
    pen.soft({0, 0.08, 0.10, 0.34}, 1.0, 0.6);
    for (const double side : {-1.0, 1.0}) {
        pen.soft({side * 0.14, 0.06, 0.07, 0.3}, 0.45, 0.35);
        pen.soft({side * 0.11, 0.36, 0.09, 0.05}, 0.15, 0.9);
    }
    if (look.has_beard) {
        pen.soft({0, 0.85, 0.62, 0.5}, 0.12, 1);
        pen.soft({0, 0.48, 0.3, 0.08}, 0.1, 0.9);
    }
    if (look.has_glasses) {
        for (const double side : {-1.0, 1.0})
            pen.soft({side * 0.39, -0.12, 0.34, 0.3}, 0.2, 0.6);
    }
    pen.soft({0, 0.62, 0.32 * look.mouth, 0.09}, 0.45, 0.95);
    pen.soft({0, 0.62, 0.30 * look.mouth, 0.03}, 0.15, 1);
    pen.soft({0, 0.78, 0.22, 0.06}, 0.4, 0.4);
}

// A telephone in somebody's hand, its screen bright, the code on it.
Status draw_telephone(cairo_t* cairo, const std::string& code) {
    constexpr double kTilt = 0.12, kSide_px = 240,
                     kMargin = 4;  // modules of white around a code, ISO/IEC 18004
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> squares(
        QRcode_encodeString(code.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1), QRcode_free);
    if (!squares) return Error(Code::bad_argument, "no code can hold that");
    cairo_save(cairo);
    cairo_translate(cairo, kScene_width_px / 2.0, kScene_height_px / 2.0);
    cairo_rotate(cairo, kTilt);
    cairo_set_source_rgb(cairo, 0.1, 0.1, 0.1);
    cairo_rectangle(cairo, -0.62 * kSide_px, -0.9 * kSide_px, 1.24 * kSide_px, 1.8 * kSide_px);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0.93, 0.93, 0.93);
    cairo_rectangle(cairo, -kSide_px / 2, -kSide_px / 2, kSide_px, kSide_px);
    cairo_fill(cairo);
    const double module = kSide_px / (squares->width + 2 * kMargin);
    cairo_translate(cairo, -kSide_px / 2 + kMargin * module, -kSide_px / 2 + kMargin * module);
    cairo_set_source_rgb(cairo, 0.12, 0.12, 0.12);
    for (int i = 0; i < squares->width * squares->width; ++i) {
        if ((squares->data[i] & 1) != 0)
            cairo_rectangle(cairo, i % squares->width * module, i / squares->width * module, module, module);
    }
    cairo_fill(cairo);
    cairo_restore(cairo);
    return {};
}

}  // namespace

Status write_scene(const Scene& scene, const std::string& path) {
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, kScene_width_px, kScene_height_px),
        cairo_surface_destroy);
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface.get()),
                                                                   cairo_destroy);
    const double wall = std::min(1.0, 0.64 * scene.light);
    cairo_set_source_rgb(cairo.get(), wall, wall, wall);
    cairo_paint(cairo.get());
    for (const auto& person : scene.people)
        draw_person(Pen(cairo.get(), person, scene.light), kLooks[static_cast<int>(person.look)]);
    if (!scene.code.empty()) TRY_STATUS(draw_telephone(cairo.get(), scene.code));
    cairo_surface_flush(surface.get());
    const auto fresh = path + ".new";
    const bool is_written =
        cairo_surface_write_to_png(surface.get(), fresh.c_str()) == CAIRO_STATUS_SUCCESS &&
        std::rename(fresh.c_str(), path.c_str()) == 0;
    if (!is_written) return Error(Code::broken_storage, path + " cannot be written");
    return {};
}

}  // namespace kiosk24::virtual_devices
