#include "kiosk/ui/raster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <future>

#include "kiosk/ui/draw_shapes.h"

namespace kiosk24::ui {
namespace {

// A pixel belongs to a shape if its centre lies inside: the first pixel at or right of an edge.
int first_pixel(float edge) {
    return static_cast<int>(std::ceil(edge - 0.5F));
}

// ImGui's 0xAABBGGRR as a pixel of the screen.
std::uint32_t as_pixel(ImU32 colour) {
    return 0xFF000000U | (colour & 0xFFU) << 16 | (colour & 0xFF00U) | (colour >> 16 & 0xFFU);
}

struct Ink {
    std::uint32_t red_blue, green;
};
Ink ink_of(std::uint32_t pixel) {
    return {pixel & 0xFF00FFU, pixel >> 8 & 0xFFU};
}

// `weight` 0 to 256.
std::uint32_t blended(std::uint32_t below, Ink ink, std::uint32_t weight) {
    const std::uint32_t rest = 256 - weight;
    const std::uint32_t red_blue = ((below & 0xFF00FFU) * rest + ink.red_blue * weight) >> 8 & 0xFF00FFU;
    const std::uint32_t green = ((below >> 8 & 0xFFU) * rest + ink.green * weight) >> 8 & 0xFFU;
    return 0xFF000000U | red_blue | green << 8;
}

// Alpha 0..255 as a weight 0..256.
std::uint32_t weight_of(std::uint32_t alpha) {
    return alpha + (alpha >> 7);
}

void fill_span(std::uint32_t* pixel, int count, ImU32 colour) {
    const std::uint32_t alpha = colour >> 24;
    const std::uint32_t value = as_pixel(colour);
    if (alpha == 255) {
        std::fill_n(pixel, count, value);
    } else if (alpha != 0) {
        const Ink ink = ink_of(value);
        const std::uint32_t weight = weight_of(alpha);
        for (int i = 0; i < count; ++i)
            pixel[i] = blended(pixel[i], ink, weight);
    }
}

// The colour at a point of a triangle whose corners have different colours: value and steps for red, green,
// blue, alpha.
struct ColourPlane {
    std::array<float, 4> at_corner{}, step_x{}, step_y{};

    ColourPlane(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, float doubled_area) {
        const float inverse = 1.0F / doubled_area;
        for (std::size_t k = 0; k < 4; ++k) {
            const auto channel = [k](const ImDrawVert& v) {
                return static_cast<float>(v.col >> (8 * k) & 255U);
            };
            const float to_b = channel(b) - channel(a), to_c = channel(c) - channel(a);
            at_corner[k] = channel(a);
            step_x[k] = (to_b * (c.pos.y - a.pos.y) - to_c * (b.pos.y - a.pos.y)) * inverse;
            step_y[k] = (to_c * (b.pos.x - a.pos.x) - to_b * (c.pos.x - a.pos.x)) * inverse;
        }
    }
};

// One row of a graded triangle. The fixed-point values start at the row's first pixel before clipping, so
// that a clipped row has the same values.
void fill_graded_row(std::uint32_t* pixel, int count, int skipped, int whole_count, const ColourPlane& plane,
                     float dx, float dy) {
    std::array<int, 4> value{}, step{};
    for (std::size_t k = 0; k < 4; ++k) {
        const float first = plane.at_corner[k] + plane.step_x[k] * dx + plane.step_y[k] * dy;
        const float last = first + plane.step_x[k] * static_cast<float>(whole_count - 1);
        const float from = std::clamp(first, 0.0F, 255.0F), to = std::clamp(last, 0.0F, 255.0F);
        step[k] = whole_count > 1
                      ? static_cast<int>((to - from) * 65536.0F / static_cast<float>(whole_count - 1))
                      : 0;
        value[k] = static_cast<int>(from * 65536.0F) + 32768 + step[k] * skipped;
    }
    const auto channel = [&value](std::size_t k) {
        return static_cast<std::uint32_t>(std::min(value[k] >> 16, 255));
    };
    const bool is_opaque = value[3] >> 16 >= 255 && step[3] == 0;
    for (int i = 0; i < count; ++i) {
        if (is_opaque) {
            pixel[i] = 0xFF000000U | channel(0) << 16 | channel(1) << 8 | channel(2);
        } else {
            const Ink ink{channel(0) << 16 | channel(2), channel(1)};
            pixel[i] = blended(pixel[i], ink, weight_of(channel(3)));
            value[3] += step[3];
        }
        for (std::size_t k = 0; k < 3; ++k)
            value[k] += step[k];
    }
}

float edge_at(const ImDrawVert& from, const ImDrawVert& to, float y) {
    const float share = (y - from.pos.y) / (to.pos.y - from.pos.y);
    return from.pos.x + (to.pos.x - from.pos.x) * share;
}

void fill_triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, PixelView target,
                   PixelRect clip) {
    const float doubled_area =
        (b.pos.x - a.pos.x) * (c.pos.y - a.pos.y) - (c.pos.x - a.pos.x) * (b.pos.y - a.pos.y);
    if (doubled_area == 0) return;
    std::array<const ImDrawVert*, 3> v{&a, &b, &c};
    std::sort(v.begin(), v.end(),
              [](const ImDrawVert* p, const ImDrawVert* q) { return p->pos.y < q->pos.y; });
    const int top = std::max(clip.y0, first_pixel(v[0]->pos.y)),
              bottom = std::min(clip.y1, first_pixel(v[2]->pos.y));
    const bool is_flat = a.col == b.col && b.col == c.col;
    if (top >= bottom || (is_flat && a.col >> 24 == 0)) return;
    const ColourPlane plane(a, b, c, doubled_area);
    for (int y = top; y < bottom; ++y) {
        const float centre = static_cast<float>(y) + 0.5F;
        float left = edge_at(*v[0], *v[2], centre);
        float right = centre < v[1]->pos.y         ? edge_at(*v[0], *v[1], centre)
                      : v[1]->pos.y == v[2]->pos.y ? v[1]->pos.x
                                                   : edge_at(*v[1], *v[2], centre);
        if (left > right) std::swap(left, right);
        const int begin = first_pixel(left), end = first_pixel(right);
        const int from = std::max(clip.x0, begin), to = std::min(clip.x1, end);
        if (from >= to) continue;
        std::uint32_t* pixel = target.pixels + static_cast<std::ptrdiff_t>(y) * target.pitch + from;
        if (is_flat)
            fill_span(pixel, to - from, a.col);
        else
            fill_graded_row(pixel, to - from, from - begin, end - begin, plane,
                            static_cast<float>(begin) + 0.5F - a.pos.x, centre - a.pos.y);
    }
}

void fill_covered_row(std::uint32_t* pixel, int count, const std::uint8_t* row, int u, int step, Ink ink,
                      std::uint32_t weight) {
    for (int i = 0; i < count; ++i, u += step) {
        const std::uint32_t coverage = row[u >> 16];
        if (coverage != 0) pixel[i] = blended(pixel[i], ink, weight_of(coverage) * weight >> 8);
    }
}

void fill_rectangle(const ImDrawVert& a, const ImDrawVert& b, const AlphaTexture& atlas, PixelView target,
                    PixelRect clip) {
    const int left = first_pixel(a.pos.x), top = first_pixel(a.pos.y);
    const int from_x = std::max(left, clip.x0), to_x = std::min(first_pixel(b.pos.x), clip.x1);
    const int from_y = std::max(top, clip.y0), to_y = std::min(first_pixel(b.pos.y), clip.y1);
    if (from_x >= to_x || from_y >= to_y) return;
    const auto row_of = [&](int y) {
        return target.pixels + static_cast<std::ptrdiff_t>(y) * target.pitch + from_x;
    };
    const bool is_textured = a.uv.x != b.uv.x || a.uv.y != b.uv.y;
    if (!is_textured) {
        for (int y = from_y; y < to_y; ++y)
            fill_span(row_of(y), to_x - from_x, a.col);
        return;
    }
    const Ink ink = ink_of(as_pixel(a.col));
    const std::uint32_t weight = weight_of(a.col >> 24);
    const auto width = static_cast<float>(atlas.width), height = static_cast<float>(atlas.height);
    const float step_u = (b.uv.x - a.uv.x) * width / (b.pos.x - a.pos.x);
    const float step_v = (b.uv.y - a.uv.y) * height / (b.pos.y - a.pos.y);
    // In 16.16 from the unclipped left edge; the texel of every pixel is then the same however the row is
    // clipped.
    const int step = static_cast<int>(std::lround(step_u * 65536.0F));
    const float first_u = a.uv.x * width + (static_cast<float>(left) + 0.5F - a.pos.x) * step_u;
    const int u = static_cast<int>(first_u * 65536.0F) + step * (from_x - left);
    for (int y = from_y; y < to_y; ++y) {
        const float v = a.uv.y * height + (static_cast<float>(y) + 0.5F - a.pos.y) * step_v;
        const int texel_row = std::clamp(static_cast<int>(v), 0, atlas.height - 1);
        fill_covered_row(row_of(y), to_x - from_x,
                         atlas.pixels + static_cast<std::ptrdiff_t>(texel_row) * atlas.width, u, step, ink,
                         weight);
    }
}

void rasterise_alone(const ImDrawData& drawing, const AlphaTexture& atlas, const AlphaTexture& picture,
                     PixelView target, PixelRect part) {
    const auto clipped = [&part](const ImDrawCmd& command) {
        const auto& clip = command.ClipRect;
        return PixelRect{
            std::max(part.x0, static_cast<int>(clip.x)), std::max(part.y0, static_cast<int>(clip.y)),
            std::min(part.x1, static_cast<int>(clip.z)), std::min(part.y1, static_cast<int>(clip.w))};
    };
    for_each_shape(
        drawing,
        [&](const ImDrawCmd& command, const ImDrawVert& a, const ImDrawVert& b) {
            const auto& texture = command.GetTexID() == nullptr ? atlas : picture;
            if (texture.pixels != nullptr) fill_rectangle(a, b, texture, target, clipped(command));
        },
        [&](const ImDrawCmd& command, const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c) {
            fill_triangle(a, b, c, target, clipped(command));
        });
}

}  // namespace

void rasterise(const ImDrawData& drawing, const AlphaTexture& atlas, const AlphaTexture& picture,
               PixelView target, PixelRect part) {
    constexpr int kWorthAThread_px = 1 << 20;  // half a page: a preview is smaller
    if ((part.x1 - part.x0) * (part.y1 - part.y0) < kWorthAThread_px)
        return rasterise_alone(drawing, atlas, picture, target, part);
    PixelRect upper = part, lower = part;
    upper.y1 = lower.y0 = part.y0 + (part.y1 - part.y0) / 2;
    const auto helper = std::async([&] { rasterise_alone(drawing, atlas, picture, target, lower); });
    rasterise_alone(drawing, atlas, picture, target, upper);
    helper.wait();
}

}  // namespace kiosk24::ui
