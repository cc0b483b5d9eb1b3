#include "kiosk/ui/text_layout.h"

#include <algorithm>
#include <span>
#include <string>

namespace kiosk24::ui {
namespace {

// More is no text for a screen; laying it out would hold up the frame.
constexpr std::size_t kMostCodePoints = 10000;
constexpr std::uint32_t kReplacement = 0xFFFD, kEllipsis = 0x2026;

bool is_among(std::uint32_t c, std::u32string_view set) {
    return set.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}
bool may_not_begin_a_line(std::uint32_t c) {
    return is_among(c, U"，。、；：？！）》」』】〉〕”’…—·,.;:?!)]}%％℃°／/");
}
bool may_not_end_a_line(std::uint32_t c) {
    return is_among(c, U"（《「『【〈〔“‘([{￥¥$#№");
}
// Characters that hold together: Latin letters, digits and what joins them.
bool is_of_a_word(std::uint32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           is_among(c, U"_-.@'*+&") || (c >= 0xC0 && c < 0x250);
}

bool may_break_between(std::uint32_t left, std::uint32_t right) {
    constexpr std::u32string_view kHoldTogether = U"\u00A0\u2060";  // no-break space, word joiner
    if (is_among(left, kHoldTogether) || is_among(right, kHoldTogether)) return false;
    if (right == ' ' || left == '\n') return false;
    if (left == ' ') return true;
    if (may_not_begin_a_line(right) || may_not_end_a_line(left)) return false;
    return !(is_of_a_word(left) && is_of_a_word(right));
}

// One step of decoding: the code point at `i` and the index after it.
std::uint32_t decode(std::string_view text, std::size_t& i) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    const unsigned char first = byte(i);
    if (first < 0x80) return text[i++] == '\0' ? kReplacement : first;
    const std::size_t length = first >= 0xF0 && first < 0xF5   ? 4
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xC2 && first < 0xE0 ? 2
                                                               : 0;
    if (length == 0 || i + length > text.size()) {
        ++i;
        return kReplacement;
    }
    std::uint32_t c = first & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
        if ((byte(i + k) & 0xC0U) != 0x80U) {
            ++i;
            return kReplacement;
        }
        c = c << 6 | (byte(i + k) & 0x3FU);
    }
    const bool is_overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
    if (is_overlong || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF) {
        ++i;
        return kReplacement;
    }
    i += length;
    return c;
}

class Layout {
  public:
    Layout(GlyphCache& cache, const LayoutRequest& request) : cache_(cache), request_(request) {}

    TextBlock run(std::string_view words) {
        auto all = code_points_of(words);
        const bool is_endless = all.size() > kMostCodePoints;
        if (is_endless) all.resize(kMostCodePoints);
        std::size_t begin = 0;
        while (begin <= all.size()) {
            const auto newline = std::find(all.begin() + static_cast<std::ptrdiff_t>(begin), all.end(), '\n');
            const auto end = static_cast<std::size_t>(newline - all.begin());
            if (!paragraph(std::span(all).subspan(begin, end - begin))) break;
            begin = end + 1;
        }
        for (const TextLine& line : block_.lines)
            block_.width = std::max(block_.width, line.width);
        return std::move(block_);
    }

  private:
    const Glyph& glyph(std::uint32_t c) { return cache_.glyph(request_.face, request_.px, c); }
    bool is_last_line() const {
        return request_.max_lines > 0 && static_cast<int>(block_.lines.size()) + 1 >= request_.max_lines;
    }

    // False when the last allowed line was written and words remain.
    bool paragraph(std::span<const std::uint32_t> text) {
        if (request_.max_lines > 0 && static_cast<int>(block_.lines.size()) >= request_.max_lines) {
            cut();
            return false;
        }
        if (text.empty()) {
            block_.lines.emplace_back();
            return true;
        }
        while (!text.empty()) {
            const std::size_t count = request_.width > 0 ? fitting(text) : text.size();
            const bool leaves_words = count < text.size();
            const bool must_cut = leaves_words && is_last_line();
            add_line(text.first(count));
            if (must_cut) {
                cut();
                return false;
            }
            text = text.subspan(count);
            while (!text.empty() && text.front() == ' ')
                text = text.subspan(1);
        }
        return true;
    }

    // How many code points go on the next line; at least one.
    std::size_t fitting(std::span<const std::uint32_t> text) {
        int width = 0;
        std::size_t count = 0;
        for (; count < text.size(); ++count) {
            width += glyph(text[count]).advance;
            // A space that hangs over the edge is not seen.
            if (width > request_.width && text[count] != ' ') break;
        }
        if (count == text.size()) return count;
        for (std::size_t at = count; at > 0; --at)
            if (may_break_between(text[at - 1], text[at])) return at;
        block_.broke_a_word = true;
        return std::max<std::size_t>(count, 1);
    }

    void add_line(std::span<const std::uint32_t> text) {
        while (!text.empty() && text.back() == ' ')
            text = text.first(text.size() - 1);
        TextLine line;
        line.glyphs.reserve(text.size());
        for (const std::uint32_t c : text) {
            const Glyph& one = glyph(c);
            line.glyphs.push_back({&one, line.width, c});
            line.width += one.advance;
        }
        block_.lines.push_back(std::move(line));
    }

    // Ends the last line with "…".
    void cut() {
        block_.was_cut = true;
        if (block_.lines.empty()) return;
        TextLine& line = block_.lines.back();
        const Glyph& dots = glyph(kEllipsis);
        while (!line.glyphs.empty() && request_.width > 0 && line.width + dots.advance > request_.width) {
            line.width = line.glyphs.back().x;
            line.glyphs.pop_back();
        }
        line.glyphs.push_back({&dots, line.width, kEllipsis});
        line.width += dots.advance;
    }

    GlyphCache& cache_;
    const LayoutRequest request_;
    TextBlock block_;
};

}  // namespace

std::vector<std::uint32_t> code_points_of(std::string_view utf8) {
    std::vector<std::uint32_t> code_points;
    code_points.reserve(utf8.size());
    for (std::size_t i = 0; i < utf8.size();)
        code_points.push_back(decode(utf8, i));
    return code_points;
}

std::string utf8_of(std::uint32_t c) {
    std::string text;
    const auto put = [&text](std::uint32_t byte) {
        text += static_cast<char>(static_cast<unsigned char>(byte));
    };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | c >> 6);
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        put(0xE0U | c >> 12);
        put(0x80U | (c >> 6 & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | c >> 18);
        put(0x80U | (c >> 12 & 0x3FU));
        put(0x80U | (c >> 6 & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
    return text;
}

TextBlock lay_out(GlyphCache& cache, std::string_view words, const LayoutRequest& request) {
    return Layout(cache, request).run(words);
}

}  // namespace kiosk24::ui
