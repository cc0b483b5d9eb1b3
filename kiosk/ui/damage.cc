// Which tiles of the picture changed: each shape's vertices are mixed into the fingerprint of every tile it
// touches.
#include <algorithm>
#include <cstring>

#include "kiosk/ui/draw_shapes.h"
#include "kiosk/ui/raster.h"

namespace kiosk24::ui {
namespace {

constexpr std::uint64_t kSeed = 1469598103934665603ULL, kPrime = 1099511628211ULL;

class ShapeHash {
  public:
    explicit ShapeHash(const ImDrawCmd& command) {
        mix(&command.ClipRect, sizeof command.ClipRect);
        // A newer picture in the same place is another picture: its number is the texture's name.
        const auto texture = reinterpret_cast<std::uintptr_t>(command.GetTexID());
        mix(&texture, sizeof texture);
    }
    void add(const ImDrawVert& vertex) {
        mix(&vertex, sizeof vertex);
        left = std::min(left, vertex.pos.x);
        right = std::max(right, vertex.pos.x);
        top = std::min(top, vertex.pos.y);
        bottom = std::max(bottom, vertex.pos.y);
    }
    std::uint64_t value() const { return hash_; }

    float left = 1e9F, top = 1e9F, right = -1e9F, bottom = -1e9F;

  private:
    void mix(const void* bytes, std::size_t size) {
        const auto* from = static_cast<const unsigned char*>(bytes);
        for (std::size_t i = 0; i < size; i += 4) {
            std::uint32_t word = 0;
            std::memcpy(&word, from + i, 4);
            hash_ = (hash_ ^ (hash_ >> 31) ^ word) * kPrime;
        }
    }
    std::uint64_t hash_ = kSeed;
};

}  // namespace

void Damage::resize(int width, int height) {
    width_ = width;
    height_ = height;
    across_ = (width + kTile_px - 1) / kTile_px;
    down_ = (height + kTile_px - 1) / kTile_px;
    before_.assign(static_cast<std::size_t>(across_ * down_), 0);
    now_ = before_;
    is_all_stale_ = true;
}

void Damage::fingerprint(const ImDrawData& drawing) {
    std::fill(now_.begin(), now_.end(), kSeed);
    const auto mark = [this](const ImDrawCmd& command, const ShapeHash& shape) {
        const float left = std::max(shape.left - 1, command.ClipRect.x);
        const float top = std::max(shape.top - 1, command.ClipRect.y);
        const float right = std::min(shape.right + 1, command.ClipRect.z);
        const float bottom = std::min(shape.bottom + 1, command.ClipRect.w);
        if (right <= left || bottom <= top) return;
        const int from_x = std::max(0, static_cast<int>(left) / kTile_px);
        const int to_x = std::min(across_ - 1, static_cast<int>(right) / kTile_px);
        const int to_y = std::min(down_ - 1, static_cast<int>(bottom) / kTile_px);
        for (int y = std::max(0, static_cast<int>(top) / kTile_px); y <= to_y; ++y) {
            for (int x = from_x; x <= to_x; ++x) {
                std::uint64_t& tile = now_[static_cast<std::size_t>(y * across_ + x)];
                tile = (tile ^ shape.value()) * kPrime;
                tile ^= tile >> 32;
            }
        }
    };
    for_each_shape(
        drawing,
        [&](const ImDrawCmd& command, const ImDrawVert& a, const ImDrawVert& b) {
            ShapeHash shape(command);
            shape.add(a);
            shape.add(b);
            mark(command, shape);
        },
        [&](const ImDrawCmd& command, const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
            ShapeHash shape(command);
            shape.add(a);
            shape.add(b);
            shape.add(c);
            mark(command, shape);
        });
}

bool Damage::differs(int x, int y) const {
    const auto tile = static_cast<std::size_t>(y * across_ + x);
    return is_all_stale_ || now_[tile] != before_[tile];
}

std::vector<PixelRect> Damage::changed(const ImDrawData& drawing) {
    fingerprint(drawing);
    // Runs of changed tiles in a row; a run just like the one above makes that one taller.
    std::vector<PixelRect> done, open, row;
    for (int y = 0; y < down_; ++y) {
        row.clear();
        for (int x = 0; x < across_; ++x) {
            if (!differs(x, y)) continue;
            const int begin = x;
            while (x < across_ && differs(x, y))
                ++x;
            row.push_back({begin * kTile_px, y * kTile_px, std::min(width_, x * kTile_px),
                           std::min(height_, (y + 1) * kTile_px)});
        }
        for (const PixelRect& above : open) {
            const auto same = std::find_if(row.begin(), row.end(), [&above](const PixelRect& run) {
                return run.x0 == above.x0 && run.x1 == above.x1;
            });
            if (same != row.end())
                same->y0 = above.y0;
            else
                done.push_back(above);
        }
        open = row;
    }
    done.insert(done.end(), open.begin(), open.end());
    is_all_stale_ = false;
    std::swap(before_, now_);
    return done;
}

}  // namespace kiosk24::ui
