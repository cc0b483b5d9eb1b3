// Inside of Canvas, shared by canvas.cc and stamp.cc only.
#pragma once

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "hub/sandbox/canvas.h"
#include "hub/sandbox/outline_font.h"

namespace kiosk24::sandbox {

struct Canvas::Parts {
    Bytes bytes;
    OutlineFonts fonts;
    cairo_surface_t* surface = nullptr;
    cairo_t* cairo = nullptr;
    PangoLanguage* language = nullptr;
};

namespace drawing {

struct LayoutEnd {
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using Layout = std::unique_ptr<PangoLayout, LayoutEnd>;

// `words` set in `style`, wrapped at `width_pt` (0: not at all).
Layout layout_of(cairo_t* cairo, PangoLanguage* language, std::string_view words, const TextStyle& style,
                 double width_pt);
void use(cairo_t* cairo, Colour colour);

}  // namespace drawing
}  // namespace kiosk24::sandbox
