// Shapes in design px into Dear ImGui's draw list, in device pixels. ImGui does the tessellation and the soft
// edges; widgets, hits and focus are ours. Inside of the room, main thread; one at a time in a process.
#pragma once

#include <span>
#include <string_view>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/glyph_cache.h"
#include "kiosk/ui/text_layout.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/widgets.h"

struct ImDrawData;
struct ImDrawList;
struct ImGuiContext;
struct ImFontAtlas;

namespace kiosk24::ui {

class Painter {
  public:
    Painter(GlyphCache& glyphs, int width_px, int height_px, float scale);
    ~Painter();
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    void begin();
    // The drawing since begin(); valid until the next begin().
    const ImDrawData& finish();
    // Gives back (and so wipes) the memory of vertices.
    void forget();

    float scale() const { return scale_; }
    void fill(Rect area, Colour colour, float radius);
    void fill_gradient(Rect area, Gradient gradient, float radius, GradientRun run);
    void outline(Rect area, Pen pen, float radius);
    void shadow(Rect area, float radius, float elevation, Colour colour);
    void polyline(std::span<const Point> points, Pen pen);
    void polygon(std::span<const Point> corners, Colour colour);
    void circle(Point centre, float radius, Colour colour);
    void ring(Point centre, float radius, Pen pen);
    void arc(Point centre, float radius, float from_turn, float to_turn, Pen pen);
    // An icon with its box centred on `centre`; `px` design px of its em.
    void icon(Icon icon, Point centre, float px, Colour colour);
    // The whole of a grey picture, stretched to the area; `number` tells it from the one before.
    void picture(Rect area, std::uint64_t number);
    // One line; x and y are device pixels of the em box's upper left corner.
    void line_of_text(const TextLine& line, int x, int y, Colour colour);

    void push_clip(Rect area);
    void pop_clip();

  private:
    // Wholly outside what may be drawn on now (device px)?
    bool is_hidden(float x0, float y0, float x1, float y1) const;
    void quad(const AtlasRect& from, float x0, float y0, float x1, float y1, Colour colour);

    GlyphCache& glyphs_;
    float scale_;
    ImGuiContext* context_ = nullptr;
    ImFontAtlas* atlas_ = nullptr;
    ImDrawList* list_ = nullptr;
};

}  // namespace kiosk24::ui
