#include "kiosk/ui/painter.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <array>
#include <cmath>
#include <numbers>

#include "kiosk/ui/wiping_memory.h"

namespace kiosk24::ui {
namespace {

ImU32 packed(Colour c) {
    return IM_COL32(c.r, c.g, c.b, c.a);
}

// ImGui wants a font even from those who never ask it to write: one blank glyph.
void give_blank_font(ImFontAtlas& atlas) {
    atlas.Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
    atlas.TexWidth = atlas.TexHeight = kAtlasSide_px;
    atlas.TexUvScale = ImVec2(1.0F / kAtlasSide_px, 1.0F / kAtlasSide_px);
    ImFont* font = IM_NEW(ImFont)();
    font->ContainerAtlas = &atlas;
    font->FontSize = 16;
    font->AddGlyph(nullptr, ' ', 0, 0, 0, 0, 0, 0, 0, 0, 8);
    font->BuildLookupTable();
    atlas.Fonts.push_back(font);
    atlas.TexReady = true;
}

}  // namespace

Painter::Painter(GlyphCache& glyphs, int width_px, int height_px, float scale)
    : glyphs_(glyphs), scale_(scale) {
    ImGui::SetAllocatorFunctions([](std::size_t size, void*) { return wiping_allocate(size); },
                                 [](void* block, void*) { wiping_release(block); });
    atlas_ = IM_NEW(ImFontAtlas)();
    give_blank_font(*atlas_);
    const AtlasRect white = glyphs_.white();
    atlas_->TexUvWhitePixel = ImVec2((static_cast<float>(white.x) + 2) / kAtlasSide_px,
                                     (static_cast<float>(white.y) + 2) / kAtlasSide_px);
    context_ = ImGui::CreateContext(atlas_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.DisplaySize = ImVec2(static_cast<float>(width_px), static_cast<float>(height_px));
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    ImGui::GetStyle().CircleTessellationMaxError = 0.15F;
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
}

Painter::~Painter() {
    ImGui::DestroyContext(context_);
    IM_DELETE(atlas_);
}

void Painter::begin() {
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    list_ = ImGui::GetBackgroundDrawList();
}

const ImDrawData& Painter::finish() {
    ImGui::Render();
    list_ = nullptr;
    return *ImGui::GetDrawData();
}

void Painter::forget() {
    ImGui::GetBackgroundDrawList()->_ClearFreeMemory();
}

void Painter::fill(Rect area, Colour colour, float radius) {
    const ImVec2 from(std::round(area.x * scale_), std::round(area.y * scale_));
    const ImVec2 to(std::round(area.right() * scale_), std::round(area.bottom() * scale_));
    if (from.x < to.x && from.y < to.y && !is_hidden(from.x, from.y, to.x, to.y))
        list_->AddRectFilled(from, to, packed(colour), radius * scale_);
}

void Painter::fill_gradient(Rect area, Gradient gradient, float radius, GradientRun run) {
    if (gradient.from.a != gradient.to.a) {  // a veil that fades; only with square corners
        const ImU32 from = packed(gradient.from), to = packed(gradient.to);
        const bool is_down = run == GradientRun::down;
        list_->AddRectFilledMultiColor(
            ImVec2(std::round(area.x * scale_), std::round(area.y * scale_)),
            ImVec2(std::round(area.right() * scale_), std::round(area.bottom() * scale_)), from,
            is_down ? from : to, to, is_down ? to : from);
        return;
    }
    const int first = list_->VtxBuffer.Size;
    fill(area, colour(0xFFFFFF).with_alpha(static_cast<float>(gradient.from.a) / 255.0F), radius);
    const ImVec2 from(area.x * scale_, area.y * scale_);
    ImVec2 to(area.right() * scale_, area.bottom() * scale_);
    if (run == GradientRun::across) to.y = from.y;
    if (run == GradientRun::down) to.x = from.x;
    ImGui::ShadeVertsLinearColorGradientKeepAlpha(list_, first, list_->VtxBuffer.Size, from, to,
                                                  packed(gradient.from), packed(gradient.to));
}

void Painter::outline(Rect area, Pen pen, float radius) {
    const float half = pen.width / 2;  // the line lies wholly inside
    const Rect middle = area.inset(half);
    if (middle.is_empty()) return;
    list_->PathRect(ImVec2(middle.x * scale_, middle.y * scale_),
                    ImVec2(middle.right() * scale_, middle.bottom() * scale_),
                    std::max(0.0F, radius - half) * scale_);
    list_->PathStroke(packed(pen.colour), ImDrawFlags_Closed, pen.width * scale_);
}

bool Painter::is_hidden(float x0, float y0, float x1, float y1) const {
    const ImVec4& clip = list_->_CmdHeader.ClipRect;
    return x1 <= clip.x || y1 <= clip.y || x0 >= clip.z || y0 >= clip.w;
}

void Painter::quad(const AtlasRect& from, float x0, float y0, float x1, float y1, Colour colour) {
    if (is_hidden(x0, y0, x1, y1)) return;
    const auto uv = [](int x, int y) {
        return ImVec2(static_cast<float>(x) / kAtlasSide_px, static_cast<float>(y) / kAtlasSide_px);
    };
    list_->PrimReserve(6, 4);
    list_->PrimRectUV(ImVec2(x0, y0), ImVec2(x1, y1), uv(from.x, from.y),
                      uv(from.x + from.w, from.y + from.h), packed(colour));
}

void Painter::shadow(Rect area, float radius, float elevation, Colour colour) {
    // Eight of nine slices of the baked blur, scaled with the elevation; the middle lies under what casts the
    // shadow.
    const AtlasRect baked = glyphs_.shadow();
    const float grown = std::clamp(elevation / 8.0F, 0.4F, 3.0F) * scale_;
    const float reach = GlyphCache::kShadowReach_px * grown, fall = elevation * scale_;
    const float x0 = std::round(area.x * scale_ - reach), x3 = std::round(area.right() * scale_ + reach);
    const float y0 = std::round(area.y * scale_ - reach + fall),
                y3 = std::round(area.bottom() * scale_ + reach + fall);
    const float wanted = (GlyphCache::kShadowCorner_px - 26.0F) * grown + radius * scale_;
    const float corner = std::round(std::min({wanted, (x3 - x0) / 2 - 1, (y3 - y0) / 2 - 1}));
    if (corner < 2) return;
    const int cut = GlyphCache::kShadowCorner_px;
    const std::array<float, 4> xs{x0, x0 + corner, x3 - corner, x3}, ys{y0, y0 + corner, y3 - corner, y3};
    const std::array<int, 4> us{0, cut, cut + 2, baked.w};
    for (std::size_t j = 0; j < 3; ++j) {
        for (std::size_t i = 0; i < 3; ++i) {
            if ((i == 1 && j == 1) || xs[i + 1] <= xs[i] || ys[j + 1] <= ys[j]) continue;
            const AtlasRect slice{baked.x + us[i], baked.y + us[j], us[i + 1] - us[i], us[j + 1] - us[j]};
            quad(slice, xs[i], ys[j], xs[i + 1], ys[j + 1], colour);
        }
    }
}

void Painter::polyline(std::span<const Point> points, Pen pen) {
    for (const Point& p : points)
        list_->PathLineTo(ImVec2(p.x * scale_, p.y * scale_));
    list_->PathStroke(packed(pen.colour), 0, pen.width * scale_);
}

void Painter::polygon(std::span<const Point> corners, Colour colour) {
    // ImGui softens the edges of clockwise shapes only.
    float doubled_area = 0;
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Point &a = corners[i], &b = corners[(i + 1) % corners.size()];
        doubled_area += a.x * b.y - b.x * a.y;
    }
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Point& p = corners[doubled_area >= 0 ? i : corners.size() - 1 - i];
        list_->PathLineTo(ImVec2(p.x * scale_, p.y * scale_));
    }
    list_->PathFillConvex(packed(colour));
}

void Painter::circle(Point centre, float radius, Colour colour) {
    list_->AddCircleFilled(ImVec2(centre.x * scale_, centre.y * scale_), radius * scale_, packed(colour));
}

void Painter::ring(Point centre, float radius, Pen pen) {
    list_->AddCircle(ImVec2(centre.x * scale_, centre.y * scale_), radius * scale_, packed(pen.colour), 0,
                     pen.width * scale_);
}

void Painter::arc(Point centre, float radius, float from_turn, float to_turn, Pen pen) {
    const auto angle = [](float turn) { return (turn - 0.25F) * 2 * std::numbers::pi_v<float>; };
    if (to_turn <= from_turn) return;
    const int segments = std::max(4, static_cast<int>((to_turn - from_turn) * 96));
    list_->PathArcTo(ImVec2(centre.x * scale_, centre.y * scale_), radius * scale_, angle(from_turn),
                     angle(to_turn), segments);
    list_->PathStroke(packed(pen.colour), 0, pen.width * scale_);
    if (pen.width < 6) return;
    for (const float turn : {from_turn, to_turn})  // round ends
        circle({centre.x + radius * std::cos(angle(turn)), centre.y + radius * std::sin(angle(turn))},
               pen.width / 2, pen.colour);
}

void Painter::icon(Icon icon, Point centre, float px, Colour colour) {
    if (icon == Icon::none) return;
    const Glyph& glyph = glyphs_.glyph(FaceKind::icons, static_cast<int>(std::lround(px * scale_)),
                                       static_cast<std::uint32_t>(icon));
    if (glyph.at.w == 0) return;
    const float x = std::floor(centre.x * scale_ - static_cast<float>(glyph.at.w) / 2);
    const float y = std::floor(centre.y * scale_ - static_cast<float>(glyph.at.h) / 2);
    quad(glyph.at, x, y, x + static_cast<float>(glyph.at.w), y + static_cast<float>(glyph.at.h), colour);
}

void Painter::picture(Rect area, std::uint64_t number) {
    const float x0 = std::round(area.x * scale_), y0 = std::round(area.y * scale_);
    const float x1 = std::round(area.right() * scale_), y1 = std::round(area.bottom() * scale_);
    if (is_hidden(x0, y0, x1, y1)) return;
    list_->AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(number)), ImVec2(x0, y0),
                    ImVec2(x1, y1), ImVec2(0, 0), ImVec2(1, 1), IM_COL32_WHITE);
}

void Painter::line_of_text(const TextLine& line, int x, int y, Colour colour) {
    for (const PlacedGlyph& placed : line.glyphs) {
        const Glyph& glyph = *placed.glyph;
        if (glyph.at.w == 0) continue;
        const auto left = static_cast<float>(x + placed.x + glyph.left),
                   top = static_cast<float>(y + glyph.top);
        quad(glyph.at, left, top, left + static_cast<float>(glyph.at.w), top + static_cast<float>(glyph.at.h),
             colour);
    }
}

void Painter::push_clip(Rect area) {
    list_->PushClipRect(ImVec2(std::round(area.x * scale_), std::round(area.y * scale_)),
                        ImVec2(std::round(area.right() * scale_), std::round(area.bottom() * scale_)), true);
}

void Painter::pop_clip() {
    list_->PopClipRect();
}

}  // namespace kiosk24::ui
