// Writing and measuring words: design px outside, whole device pixels inside.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/stage.h"
#include "kiosk/ui/text_layout.h"

namespace kiosk24::ui {
namespace {

constexpr float kSmallestShare = 0.7F, kShrinkStep = 0.05F;
constexpr float kLegible_px = 24;  // 6 mm: nothing is ever shrunk below

FaceKind face_of(const Font& font) {
    return font.weight == FontWeight::bold ? FaceKind::bold : FaceKind::regular;
}

struct Setting {
    int px = 0, line_px = 0, allowed_lines = 0;
};

Setting setting_for(const Font& font, float share, float scale, const Rect& area, int max_lines) {
    Setting setting;
    setting.px = static_cast<int>(std::lround(font.px * share * scale));
    setting.line_px = static_cast<int>(std::lround(font.line_px * share * scale));
    // The leading of the last line may hang out.
    const float leading = static_cast<float>(setting.line_px - setting.px);
    const int room =
        area.h <= 0
            ? 0
            : std::max(1, static_cast<int>((area.h * scale + leading) / static_cast<float>(setting.line_px)));
    setting.allowed_lines = room == 0 ? max_lines : max_lines == 0 ? room : std::min(room, max_lines);
    return setting;
}

bool fits(const TextBlock& block, const Setting& setting, int width) {
    const bool has_lines =
        setting.allowed_lines == 0 || static_cast<int>(block.lines.size()) <= setting.allowed_lines;
    return has_lines && !block.broke_a_word && (width == 0 || block.width <= width);
}

// Sentences that stand for themselves, not paragraphs.
bool is_balanced(const TextStyle& style) {
    return style.align == Align::centre || style.font == FontRole::display || style.font == FontRole::title ||
           style.font == FontRole::heading;
}

// The narrowest setting with as many lines: no lonely last character.
TextBlock balanced(GlyphCache& glyphs, std::string_view words, LayoutRequest request, TextBlock block) {
    const std::size_t lines = block.lines.size();
    int too_narrow = request.width / 2, wide_enough = request.width;
    while (wide_enough - too_narrow > 4) {
        request.width = (too_narrow + wide_enough) / 2;
        TextBlock narrower = lay_out(glyphs, words, request);
        if (narrower.lines.size() > lines || narrower.broke_a_word) {
            too_narrow = request.width;
        } else {
            wide_enough = request.width;
            block = std::move(narrower);
        }
    }
    return block;
}

}  // namespace

Stage::Fitted Stage::fit_words(Rect area, std::string_view words, const TextStyle& style, int width) {
    const Font& font = theme_.font(style.font);
    const float smallest =
        style.fit == Fit::cut ? 1.0F : std::max(kSmallestShare, std::min(1.0F, kLegible_px / font.px));
    LayoutRequest request{face_of(font), 0, width, 0};
    Setting setting;
    Fitted fitted;
    bool is_fitting = false;
    for (float share = 1; !is_fitting && share >= smallest - 0.001F; share -= kShrinkStep) {
        setting = setting_for(font, share, scale_, area, style.max_lines);
        request.px = setting.px;
        fitted.block = lay_out(glyphs_, words, request);
        is_fitting = fits(fitted.block, setting, width);
        // Twice as many lines as allowed: no step in between can fit.
        const bool is_hopeless = setting.allowed_lines > 0 &&
                                 static_cast<int>(fitted.block.lines.size()) > 2 * setting.allowed_lines + 1;
        if (is_hopeless && share > smallest) share = smallest + kShrinkStep;
    }
    if (!is_fitting && setting.allowed_lines > 0) {
        request.max_lines = setting.allowed_lines;
        fitted.block = lay_out(glyphs_, words, request);
    } else if (is_fitting && fitted.block.lines.size() > 1 && is_balanced(style)) {
        fitted.block = balanced(glyphs_, words, request, std::move(fitted.block));
    }
    fitted.px = setting.px;
    fitted.line_px = setting.line_px;
    // Even one line may be too high for its place.
    const float glyphs_h = static_cast<float>(setting.line_px * static_cast<int>(fitted.block.lines.size())) -
                           static_cast<float>(setting.line_px - setting.px);
    fitted.was_cut = fitted.block.was_cut || (area.h > 0 && glyphs_h > area.h * scale_ + 2);
    return fitted;
}

Written Stage::write(Rect area, std::string_view words, const TextStyle& style, std::optional<Colour> ink) {
    Written written;
    written.ink = ink.value_or(theme_.colour(style.colour));
    if (words.empty()) return written;
    const int width = std::max(1, static_cast<int>(area.w * scale_ + 0.5F));
    const Fitted fitted = fit_words(area, words, style, width);
    const TextBlock& block = fitted.block;
    written.px = static_cast<float>(fitted.px) / scale_;
    written.was_cut = fitted.was_cut;
    const int height = fitted.line_px * static_cast<int>(block.lines.size());
    written.height = static_cast<float>(height) / scale_;
    written.width = static_cast<float>(block.width) / scale_;

    const float spare = area.h > 0 ? area.h * scale_ - static_cast<float>(height) : 0;
    const float down = style.vertical == AlignVertical::middle   ? spare / 2
                       : style.vertical == AlignVertical::bottom ? spare
                                                                 : 0;
    const int left = static_cast<int>(std::lround(area.x * scale_));
    int y = static_cast<int>(std::lround(area.y * scale_ + down)) + (fitted.line_px - fitted.px) / 2;
    for (const TextLine& line : block.lines) {
        const int indent = style.align == Align::centre  ? (width - line.width) / 2
                           : style.align == Align::right ? width - line.width
                                                         : 0;
        painter_.line_of_text(line, left + indent, y, written.ink);
        y += fitted.line_px;
    }
    const float top = static_cast<float>(area.y) + down / scale_;
    const float text_x = style.align == Align::right    ? area.right() - written.width
                         : style.align == Align::centre ? area.x + (area.w - written.width) / 2
                                                        : area.x;
    written.paper = paper_under({text_x, top, written.width, written.height});
    return written;
}

Size Stage::measure(std::string_view words, FontRole role, float width) {
    const Font& font = theme_.font(role);
    const LayoutRequest request{face_of(font), static_cast<int>(std::lround(font.px * scale_)),
                                static_cast<int>(width * scale_ + 0.5F), 0};
    const TextBlock block = lay_out(glyphs_, words, request);
    const float line_px = std::round(font.line_px * scale_) / scale_;
    return {std::ceil(static_cast<float>(block.width) / scale_),
            line_px * static_cast<float>(block.lines.size())};
}

}  // namespace kiosk24::ui
