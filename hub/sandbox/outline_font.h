// Text in a PDF as Type 3 fonts made of the glyphs' outlines, still text to whoever selects or extracts it.
// Cairo 1.16 embeds OpenType CFF fonts by keeping only the subroutines it believes to be used, and with Noto
// Sans CJK it loses some: U+5982 (如), a common character in names, comes out blank. Outlines cannot be lost.
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <map>

namespace kiosk24::sandbox {

// One document's fonts. One thread at a time; must live until the document's surface is finished.
class OutlineFonts {
  public:
    OutlineFonts() = default;
    ~OutlineFonts();
    OutlineFonts(const OutlineFonts&) = delete;
    OutlineFonts& operator=(const OutlineFonts&) = delete;

    // Shows a layout (left to right) with its top left corner at x, y, in the source set on `cairo`.
    void show(cairo_t* cairo, PangoLayout* layout, double x, double y);

  private:
    void show_run(cairo_t* cairo, const PangoGlyphItem& run, const char* text, double x, double baseline);
    cairo_font_face_t* outlines_of(PangoFont* font);

    std::map<cairo_font_face_t*, cairo_font_face_t*> faces_;  // the machine's font -> ours, both referenced
};

}  // namespace kiosk24::sandbox
