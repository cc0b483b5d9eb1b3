// Draw lists into 32-bit pixels on the processor: what Dear ImGui emits (rectangles, glyph quads from the
// alpha atlas, flat and colour-graded triangles), and which 64 px tiles differ from the picture before.
//
// Drawing a tile alone gives exactly the pixels that drawing the whole picture gives: every edge, gradient
// and texture step is computed from the unclipped shape. Inside of the room, main thread; a large part is
// drawn by two threads, a half each.
#pragma once

#include <cstdint>
#include <vector>

struct ImDrawData;

namespace kiosk24::ui {

inline constexpr int kTile_px = 64;

struct PixelRect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};
// XRGB8888, `pitch` in pixels.
struct PixelView {
    std::uint32_t* pixels = nullptr;
    int pitch = 0;
};
struct AlphaTexture {
    const std::uint8_t* pixels = nullptr;
    int width = 0, height = 0;
};

// `picture` is what a rectangle with a texture of its own shows (the camera's preview), the atlas all others;
// without pixels such a rectangle is left out.
void rasterise(const ImDrawData& drawing, const AlphaTexture& atlas, const AlphaTexture& picture,
               PixelView target, PixelRect part);

// Knows the fingerprint of every tile on the glass.
class Damage {
  public:
    void resize(int width, int height);
    // The next picture is wholly new.
    void invalidate() { is_all_stale_ = true; }
    // The parts in which this drawing differs from the one before, as few rectangles as easily found;
    // remembers it.
    std::vector<PixelRect> changed(const ImDrawData& drawing);

  private:
    int width_ = 0, height_ = 0, across_ = 0, down_ = 0;
    bool is_all_stale_ = true;
    std::vector<std::uint64_t> before_, now_;

    void fingerprint(const ImDrawData& drawing);
    bool differs(int x, int y) const;
};

}  // namespace kiosk24::ui
