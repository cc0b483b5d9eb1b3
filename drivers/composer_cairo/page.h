// The strip while it is drawn: a pen that goes down an image surface. Inside of the folder.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/model/receipt.h"

namespace kiosk24::drivers::composer_cairo {

template <auto End>
struct Ended {
    template <typename T>
    void operator()(T* object) const {
        End(object);
    }
};
using Layout = std::unique_ptr<PangoLayout, Ended<g_object_unref>>;
using Context = std::unique_ptr<PangoContext, Ended<g_object_unref>>;
using Surface = std::unique_ptr<cairo_surface_t, Ended<cairo_surface_destroy>>;
using Cairo = std::unique_ptr<cairo_t, Ended<cairo_destroy>>;

enum class Weight { regular, bold };
enum class Align { left, centre };
struct Style {
    double size_px = 26;
    Weight weight = Weight::regular;
    Align align = Align::left;
};

class Page {
  public:
    // `context` outlives it.
    Page(PangoContext* context, TextSize text_size);

    // One line of the strip below what is there. Errors as Composer::compose.
    Status add(const StripLine& line);
    // The dots down to where the pen is.
    Result<StripPicture> finish();

  private:
    Result<Layout> layout_of(std::string_view words, const Style& style, int width_px);
    Status paragraph(std::string_view words, const Style& style);
    Status row(const StripLine& line);
    Status code(const std::string& payload);
    void rule();
    void draw(PangoLayout* layout, double x);
    double sized(double px) const { return px * scale_; }

    PangoContext* context_;
    double scale_;
    Surface surface_;
    Cairo cairo_;
    double y_ = 0;
};

}  // namespace kiosk24::drivers::composer_cairo
