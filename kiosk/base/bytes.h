// Bytes and their spellings.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace kiosk24 {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView as_bytes(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string as_text(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Lower-case hex, two digits a byte. from_hex: bad_input on odd length or another character.
std::string to_hex(ByteView bytes);
Result<Bytes> from_hex(std::string_view text);
// RFC 4648 base64 with padding. from_base64: bad_input on anything else (white space included).
std::string to_base64(ByteView bytes);
Result<Bytes> from_base64(std::string_view text);
// True if `text` is well-formed UTF-8 (no surrogates, no overlong forms, at most U+10FFFF).
bool is_utf8(std::string_view text);

}  // namespace kiosk24
