#include "kiosk/text/masking.h"

#include <algorithm>

#include "kiosk/text/typed.h"

namespace kiosk24::text {
namespace {

// What is not UTF-8 is hidden as a whole.
std::string mask(std::string_view text, std::size_t first, std::size_t last) {
    const auto points = code_points_of(text);
    if (!points) return std::string(text.size(), '*');
    std::string masked;
    for (std::size_t i = 0; i < points->size(); ++i) {
        if (i < first || i + last >= points->size())
            append_utf8(masked, (*points)[i]);
        else
            masked += '*';
    }
    return masked;
}

std::size_t length_of(std::string_view text) {
    const auto points = code_points_of(text);
    return points ? points->size() : text.size();
}

}  // namespace

std::string mask_number(std::string_view number) {
    constexpr std::size_t kFirst = 3, kLast = 4, kShort = 4;
    const auto length = length_of(number);
    if (length <= kShort) return mask(number, 0, 0);
    // At least half of it stays hidden.
    const auto last = std::min(kLast, length / 4);
    return mask(number, std::min(kFirst, length / 4), last);
}

std::string in_fives(std::string_view number) {
    constexpr std::size_t kTogether = 5;
    std::string grouped;
    for (std::size_t at = 0; at < number.size(); at += kTogether) {
        if (at > 0) grouped += ' ';
        grouped += number.substr(at, kTogether);
    }
    return grouped;
}

std::string mask_name(std::string_view name) {
    constexpr std::size_t kShown = 2;
    const auto length = length_of(name);
    return mask(name, 0, length == 0 ? 0 : std::min(kShown, length - 1));
}

}  // namespace kiosk24::text
