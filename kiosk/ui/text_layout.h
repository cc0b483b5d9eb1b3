// UTF-8 words into lines of glyphs. Breaks between Han characters and at spaces; never before closing
// punctuation, after an opening bracket, or inside a number or a Latin word that fits a line of its own.
// Device pixels. Main thread.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/ui/glyph_cache.h"

namespace kiosk24::ui {

// The code points of UTF-8; a byte that is none becomes U+FFFD.
std::vector<std::uint32_t> code_points_of(std::string_view utf8);
std::string utf8_of(std::uint32_t code_point);

struct PlacedGlyph {
    const Glyph* glyph = nullptr;
    int x = 0;
    std::uint32_t code_point = 0;
};
struct TextLine {
    std::vector<PlacedGlyph> glyphs;
    int width = 0;
};
struct TextBlock {
    std::vector<TextLine> lines;
    int width = 0;              // of the widest line
    bool broke_a_word = false;  // a word was longer than the line
    bool was_cut = false;       // words are missing at the end
};

struct LayoutRequest {
    FaceKind face = FaceKind::regular;
    int px = 32;
    int width = 0;      // 0: one line, however wide
    int max_lines = 0;  // 0: any number
};
// The glyphs stay valid until the cache is cleared.
TextBlock lay_out(GlyphCache& cache, std::string_view words, const LayoutRequest& request);

}  // namespace kiosk24::ui
