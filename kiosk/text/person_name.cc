#include "kiosk/text/person_name.h"

#include <algorithm>

#include "kiosk/text/typed.h"

namespace kiosk24::text {
namespace {

constexpr char32_t kDot = 0x00B7;
// • BULLET, ‧ HYPHENATION POINT, ∙ BULLET OPERATOR, ⋅ DOT OPERATOR, ・ KATAKANA MIDDLE DOT, ． FULL-WIDTH
// FULL STOP, ･ HALF-WIDTH KATAKANA MIDDLE DOT
constexpr char32_t kDots[] = {0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF0E, 0xFF65};

bool is_private_use(char32_t point) {
    return (point >= 0xE000 && point <= 0xF8FF) || (point >= 0xF0000 && point <= 0xFFFFD) ||
           (point >= 0x100000 && point <= 0x10FFFD);
}

bool is_control(char32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

}  // namespace

std::string normalise_name(std::string_view name) {
    const auto points = code_points_of(name);
    if (!points) return std::string(name);
    std::string result;
    for (const auto point : *points) {
        const bool is_dot = std::find(std::begin(kDots), std::end(kDots), point) != std::end(kDots);
        append_utf8(result, is_dot ? kDot : point);
    }
    return result;
}

bool is_same_name(std::string_view a, std::string_view b) {
    return normalise_name(a) == normalise_name(b);
}

int characters_in(std::string_view text) {
    const auto points = code_points_of(text);
    return points ? static_cast<int>(points->size()) : 0;
}

bool has_private_use(std::string_view name) {
    const auto points = code_points_of(name);
    return points && std::any_of(points->begin(), points->end(), is_private_use);
}

NameProblem problem_of_name(std::string_view name) {
    constexpr std::size_t kMostCharacters = 50;
    if (name.empty()) return NameProblem::empty;
    const auto points = code_points_of(name);
    if (!points) return NameProblem::not_utf8;
    if (std::any_of(points->begin(), points->end(), is_control)) return NameProblem::control_character;
    return points->size() > kMostCharacters ? NameProblem::too_long : NameProblem::none;
}

}  // namespace kiosk24::text
