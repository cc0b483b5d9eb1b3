#include "kiosk/text/typed.h"

#include "kiosk/base/bytes.h"

namespace kiosk24::text {
namespace {

char in_case(char c, LetterCase letters) {
    if (letters == LetterCase::upper && c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
    if (letters == LetterCase::lower && c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    return c;
}

bool is_space(char32_t point) {
    constexpr char32_t kNoBreakSpace = 0xA0, kIdeographicSpace = 0x3000;
    return point == ' ' || (point >= '\t' && point <= '\r') || point == kNoBreakSpace ||
           point == kIdeographicSpace;
}

// The length of a UTF-8 sequence by its first byte, in well-formed text.
std::size_t length_of(unsigned char lead) {
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

}  // namespace

void append_utf8(std::string& text, char32_t point) {
    const auto continuation = [&](int shift) { text += static_cast<char>(0x80 | (point >> shift & 0x3F)); };
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xC0 | point >> 6);
        continuation(0);
    } else if (point < 0x10000) {
        text += static_cast<char>(0xE0 | point >> 12);
        continuation(6);
        continuation(0);
    } else {
        text += static_cast<char>(0xF0 | point >> 18);
        continuation(12);
        continuation(6);
        continuation(0);
    }
}

std::optional<std::vector<char32_t>> code_points_of(std::string_view text) {
    if (!is_utf8(text)) return std::nullopt;
    std::vector<char32_t> points;
    points.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto length = length_of(lead);
        char32_t point = length == 1 ? lead : lead & (0x7Fu >> length);
        for (std::size_t k = 1; k < length; ++k)
            point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
        points.push_back(point);
        i += length;
    }
    return points;
}

std::string tidy_typed(std::string_view typed, LetterCase letters) {
    constexpr char32_t kFirstFullWidth = 0xFF01, kLastFullWidth = 0xFF5E, kFullWidthOffset = 0xFEE0;
    const auto points = code_points_of(typed);
    if (!points) return std::string(typed);
    std::string tidy;
    for (auto point : *points) {
        if (is_space(point)) continue;
        if (point >= kFirstFullWidth && point <= kLastFullWidth) point -= kFullWidthOffset;
        if (point < 0x80)
            tidy += in_case(static_cast<char>(point), letters);
        else
            append_utf8(tidy, point);
    }
    return tidy;
}

}  // namespace kiosk24::text
