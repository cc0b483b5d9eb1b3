// Glyphs on demand: FreeType coverage in one 2048 x 2048 atlas of 8-bit alpha, found by face, size and code
// point.
//
// Text is drawn as quads straight from this cache (no ImFont): any code point of Unicode is a key, so
// characters beyond the first plane need no slots in a 16-bit table and no table is rebuilt when a character
// is new (7 to 17 us each). A full atlas is emptied before the next frame is built. Sizes in device pixels.
// Inside of the room, main thread.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "kiosk/ui/font_faces.h"

namespace kiosk24::ui {

inline constexpr int kAtlasSide_px = 2048;

struct AtlasRect {
    int x = 0, y = 0, w = 0, h = 0;
};

struct Glyph {
    AtlasRect at;           // in the atlas; w 0: nothing to draw
    int left = 0, top = 0;  // of the quad from the pen on the line's em box (its upper left corner)
    int advance = 0;
    bool is_missing = false;  // no font has it: a box with the code point
};

class GlyphCache {
  public:
    explicit GlyphCache(std::unique_ptr<FontFaces> faces);

    // Valid until clear(). Renders the glyph if it is new.
    const Glyph& glyph(FaceKind kind, int px, std::uint32_t code_point);
    // The distance from the top of the em box to the baseline.
    static int ascent(int px) { return static_cast<int>(static_cast<float>(px) * 0.88F + 0.5F); }

    const std::uint8_t* pixels() const { return pixels_.get(); }
    AtlasRect white() const { return white_; }    // a patch of full coverage
    AtlasRect shadow() const { return shadow_; }  // a blurred rounded box, for nine-slice shadows
    static constexpr int kShadowCorner_px = 56;   // how much of it is a corner
    static constexpr int kShadowReach_px = 24;    // how far it reaches beyond the box it belongs to

    std::size_t size() const { return glyphs_.size(); }
    // A glyph found no room; clear() before the next frame.
    bool is_full() const { return is_full_; }
    // Wipes all glyphs; the white patch and the shadow stay. `generation` changes, so pictures made before
    // are stale.
    void clear();
    int generation() const { return generation_; }
    // clear(), and FreeType's own memory too.
    void forget();

  private:
    struct Shelf {
        int y = 0, height = 0, used = 0;
    };
    bool place(int width, int height, AtlasRect& at);
    void copy(const Coverage& coverage, const AtlasRect& at);
    void bake_fixed();
    Coverage box_with_code(int px, std::uint32_t code_point);

    std::unique_ptr<FontFaces> faces_;
    struct Release {
        void operator()(std::uint8_t* block) const;
    };
    std::unique_ptr<std::uint8_t[], Release> pixels_;  // from calloc: what was never used costs no memory
    std::vector<Shelf> shelves_;
    int shelves_end_ = 0;
    std::unordered_map<std::uint64_t, Glyph> glyphs_;
    AtlasRect white_, shadow_;
    bool is_full_ = false;
    int generation_ = 0;
};

}  // namespace kiosk24::ui
