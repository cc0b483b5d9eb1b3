// What the keys of the screen do to a text.
#pragma once

#include <string>

namespace kiosk24::screens {

// UTF-8; whole characters.
inline std::string without_last_character(std::string text) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80)
        text.pop_back();
    if (!text.empty()) text.pop_back();
    return text;
}

}  // namespace kiosk24::screens
