#include "kiosk/ui/geometry.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kiosk24::ui {
namespace {

// Where `count` parts of [0, length) begin and how long they are; whole pixels, the remainder spread.
std::vector<std::pair<float, float>> parts_of(float length, const std::vector<float>& shares, float gap) {
    std::vector<std::pair<float, float>> parts;
    const float all = std::accumulate(shares.begin(), shares.end(), 0.0F);
    if (shares.empty() || all <= 0) return parts;
    const float room = length - gap * static_cast<float>(shares.size() - 1);
    float before = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const float offset = gap * static_cast<float>(i);
        const float begin = std::round(room * before / all) + offset;
        before += shares[i];
        const float end = std::round(room * before / all) + offset;
        parts.emplace_back(begin, end - begin);
    }
    return parts;
}

}  // namespace

Rect Rect::shared_with(const Rect& other) const {
    const float left_edge = std::max(x, other.x), top_edge = std::max(y, other.y);
    const float right_edge = std::min(right(), other.right()),
                bottom_edge = std::min(bottom(), other.bottom());
    if (right_edge <= left_edge || bottom_edge <= top_edge) return {left_edge, top_edge, 0, 0};
    return {left_edge, top_edge, right_edge - left_edge, bottom_edge - top_edge};
}

std::vector<Rect> Rect::columns_by(const std::vector<float>& shares, float gap) const {
    std::vector<Rect> result;
    for (const auto& [begin, length] : parts_of(w, shares, gap))
        result.push_back({x + begin, y, length, h});
    return result;
}

std::vector<Rect> Rect::rows_by(const std::vector<float>& shares, float gap) const {
    std::vector<Rect> result;
    for (const auto& [begin, length] : parts_of(h, shares, gap))
        result.push_back({x, y + begin, w, length});
    return result;
}

std::vector<Rect> Rect::columns(int count, float gap) const {
    return columns_by(std::vector<float>(static_cast<std::size_t>(std::max(count, 0)), 1.0F), gap);
}

std::vector<Rect> Rect::rows(int count, float gap) const {
    return rows_by(std::vector<float>(static_cast<std::size_t>(std::max(count, 0)), 1.0F), gap);
}

std::vector<Rect> Rect::grid(int count, int across, float height, float gap) const {
    std::vector<Rect> result;
    const auto column = columns(std::max(across, 1), gap);
    for (int i = 0; i < count; ++i) {
        const Rect& one = column[static_cast<std::size_t>(i) % column.size()];
        const auto line = static_cast<float>(static_cast<std::size_t>(i) / column.size());
        result.push_back({one.x, y + line * (height + gap), one.w, height});
    }
    return result;
}

}  // namespace kiosk24::ui
