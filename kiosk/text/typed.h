// What a person types, brought to one form before it is checked or searched. For this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk24::text {

enum class LetterCase { kept, upper, lower };

// Full-width ASCII (U+FF01…FF5E) to ASCII, white space (U+3000 too) removed, ASCII letters to the case asked
// for. Everything else stays, malformed bytes too.
std::string tidy_typed(std::string_view typed, LetterCase letters);

// The code points of `text`; nothing if it is not well-formed UTF-8.
std::optional<std::vector<char32_t>> code_points_of(std::string_view text);
void append_utf8(std::string& text, char32_t point);

}  // namespace kiosk24::text
