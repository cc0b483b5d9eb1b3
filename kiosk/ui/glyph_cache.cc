#include "kiosk/ui/glyph_cache.h"

#include <fmt/format.h>
#include <string.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <new>

#include "kiosk/ui/wiping_memory.h"

namespace kiosk24::ui {
namespace {

// A quarter of the atlas's side: larger shapes are drawn by the painter, not written.
constexpr int kLargest_px = 512;

std::uint64_t key_of(FaceKind kind, int px, std::uint32_t code_point) {
    return static_cast<std::uint64_t>(code_point) | static_cast<std::uint64_t>(px) << 24 |
           static_cast<std::uint64_t>(kind) << 40;
}

// Characters that take no room and have no shape of their own: joiners, marks of direction, variation
// selectors.
bool is_invisible(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) || (c >= 0xFE00 && c <= 0xFE0F) ||
           c == 0xFEFF || (c >= 0xE0100 && c <= 0xE01EF);
}

// Coverage of a rounded box that fades away, one quarter after another by symmetry.
void blur_box(std::uint8_t* pixels, const AtlasRect& at) {
    constexpr float kRoundness = 26, kSigma = 11;
    const auto side = static_cast<float>(at.w);
    const float half = side / 2 - static_cast<float>(GlyphCache::kShadowReach_px);
    for (int y = 0; y < at.h; ++y) {
        for (int x = 0; x < at.w; ++x) {
            const float qx = std::abs(static_cast<float>(x) + 0.5F - side / 2) - (half - kRoundness);
            const float qy = std::abs(static_cast<float>(y) + 0.5F - side / 2) - (half - kRoundness);
            const float outside = std::hypot(std::max(qx, 0.0F), std::max(qy, 0.0F));
            const float distance = outside + std::min(std::max(qx, qy), 0.0F) - kRoundness;
            const float share = 0.5F * std::erfc(distance / (kSigma * 1.414F));
            pixels[static_cast<std::size_t>(at.y + y) * kAtlasSide_px + static_cast<std::size_t>(at.x + x)] =
                static_cast<std::uint8_t>(share * 255 + 0.5F);
        }
    }
}

}  // namespace

GlyphCache::GlyphCache(std::unique_ptr<FontFaces> faces)
    : faces_(std::move(faces)),
      pixels_(static_cast<std::uint8_t*>(std::calloc(kAtlasSide_px, kAtlasSide_px))) {
    if (!pixels_) throw std::bad_alloc();
    glyphs_.reserve(1024);
    bake_fixed();
}

void GlyphCache::Release::operator()(std::uint8_t* block) const {
    wiping_release(block);
}

void GlyphCache::bake_fixed() {
    place(4, 4, white_);
    for (int y = 0; y < white_.h; ++y)
        memset(&pixels_[static_cast<std::size_t>(white_.y + y) * kAtlasSide_px +
                        static_cast<std::size_t>(white_.x)],
               255, static_cast<std::size_t>(white_.w));
    const int side = kShadowCorner_px * 2 + 2;
    place(side, side, shadow_);
    blur_box(pixels_.get(), shadow_);
}

bool GlyphCache::place(int width, int height, AtlasRect& at) {
    // The lowest shelf that is high enough but wastes at most a third; else a new one.
    Shelf* best = nullptr;
    for (Shelf& shelf : shelves_) {
        const bool fits = shelf.height >= height && shelf.height <= height + height / 3 + 4 &&
                          shelf.used + width + 1 <= kAtlasSide_px;
        if (fits && (best == nullptr || shelf.height < best->height)) best = &shelf;
    }
    if (best == nullptr) {
        if (shelves_end_ + height + 1 > kAtlasSide_px || width + 1 > kAtlasSide_px) return false;
        shelves_.push_back({.y = shelves_end_, .height = height, .used = 0});
        shelves_end_ += height + 1;
        best = &shelves_.back();
    }
    at = {best->used, best->y, width, height};
    best->used += width + 1;
    return true;
}

void GlyphCache::copy(const Coverage& coverage, const AtlasRect& at) {
    for (int y = 0; y < coverage.height; ++y)
        std::copy_n(coverage.pixels.begin() + static_cast<std::ptrdiff_t>(y) * coverage.width, coverage.width,
                    pixels_.get() + static_cast<std::ptrdiff_t>(at.y + y) * kAtlasSide_px + at.x);
}

const Glyph& GlyphCache::glyph(FaceKind kind, int px, std::uint32_t code_point) {
    px = std::clamp(px, 1, kLargest_px);
    const std::uint64_t key = key_of(kind, px, code_point);
    if (const auto found = glyphs_.find(key); found != glyphs_.end()) return found->second;
    Glyph glyph;
    if (!is_invisible(code_point)) {
        std::optional<Coverage> coverage;
        if (code_point != 0xFFFD) coverage = faces_->render(kind, px, code_point);
        glyph.is_missing = !coverage;
        if (!coverage) coverage = box_with_code(px, code_point);
        glyph.advance = coverage->advance;
        glyph.left = coverage->left;
        glyph.top = ascent(px) - coverage->top;
        if (coverage->width > 0 && coverage->height > 0) {
            if (place(coverage->width, coverage->height, glyph.at))
                copy(*coverage, glyph.at);
            else
                is_full_ = true;
        }
        if (!coverage->pixels.empty()) explicit_bzero(coverage->pixels.data(), coverage->pixels.size());
    }
    return glyphs_.emplace(key, glyph).first->second;
}

Coverage GlyphCache::box_with_code(int px, std::uint32_t code_point) {
    Coverage box;
    const int margin = std::max(1, px / 16), stroke = std::max(1, px / 24);
    box.width = box.height = px - 2 * margin;
    box.left = margin;
    box.top = ascent(px) - margin;
    box.advance = px;
    box.pixels.assign(static_cast<std::size_t>(box.width) * static_cast<std::size_t>(box.height), 0);
    const auto ink = [&box](int x, int y, std::uint8_t share) {
        if (x < 0 || y < 0 || x >= box.width || y >= box.height) return;
        auto& pixel = box.pixels[static_cast<std::size_t>(y * box.width + x)];
        pixel = std::max(pixel, share);
    };
    for (int y = 0; y < box.height; ++y)
        for (int x = 0; x < box.width; ++x)
            if (x < stroke || y < stroke || x >= box.width - stroke || y >= box.height - stroke)
                ink(x, y, 255);
    // The code point in two lines of small digits, as fonts of last resort do: 20BB7 is 20B above B7.
    const std::string digits = fmt::format("{:04X}", code_point);
    const std::size_t above = (digits.size() + 1) / 2;
    const int digit_px = px * 2 / 5;
    for (int line = 0; line < 2; ++line) {
        const std::string part = line == 0 ? digits.substr(0, above) : digits.substr(above);
        int width = 0;
        for (const char digit : part)
            if (const auto shape =
                    faces_->render(FaceKind::regular, digit_px, static_cast<unsigned char>(digit)))
                width += shape->advance;
        int pen = (box.width - width) / 2;
        const int baseline = box.height / 2 + (line == 0 ? -px / 20 : px / 20 + digit_px * 3 / 4);
        for (const char digit : part) {
            const auto shape = faces_->render(FaceKind::regular, digit_px, static_cast<unsigned char>(digit));
            if (!shape) continue;
            for (int y = 0; y < shape->height; ++y)
                for (int x = 0; x < shape->width; ++x)
                    ink(pen + shape->left + x, baseline - shape->top + y,
                        shape->pixels[static_cast<std::size_t>(y * shape->width + x)]);
            pen += shape->advance;
        }
    }
    return box;
}

void GlyphCache::clear() {
    explicit_bzero(pixels_.get(), static_cast<std::size_t>(shelves_end_) * kAtlasSide_px);
    for (auto& [key, glyph] : glyphs_)
        explicit_bzero(&glyph, sizeof glyph);
    glyphs_.clear();
    shelves_.clear();
    shelves_end_ = 0;
    is_full_ = false;
    ++generation_;
    bake_fixed();
}

void GlyphCache::forget() {
    clear();
    faces_->forget();
}

}  // namespace kiosk24::ui
