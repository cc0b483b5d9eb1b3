#include "drivers/sdk/code_text.h"

namespace kiosk24::drivers {
namespace {

// C0, DEL, C1, and the characters that turn or hide what stands beside them (Unicode Bidi_Control and the
// zero-width ones): a citizen's screen must be able to show what it was given.
bool is_control(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 || byte == 0x7F) return true;
        const auto after = [&](std::size_t n) {
            return i + n < text.size() ? static_cast<unsigned char>(text[i + n]) : 0U;
        };
        if (byte == 0xC2 && after(1) < 0xA0) return true;
        if (byte == 0xE2 && after(1) == 0x80 && (after(2) >= 0x8B && after(2) <= 0x8F)) return true;
        if (byte == 0xE2 && after(1) == 0x80 && (after(2) >= 0xA8 && after(2) <= 0xAE)) return true;
        if (byte == 0xE2 && after(1) == 0x81 && (after(2) >= 0xA0 && after(2) <= 0xAF)) return true;
        if (byte == 0xEF && after(1) == 0xBB && after(2) == 0xBF) return true;
    }
    return false;
}

}  // namespace

Result<ScannedCode> scanned_code(std::string_view text, std::string symbology) {
    if (text.empty()) return Error(Code::bad_input, "a code without contents");
    if (text.size() > wire::kLongestCode_bytes) return Error(Code::too_large, "a code over the limit");
    if (!is_utf8(text)) return Error(Code::bad_input, "not UTF-8");
    if (is_control(text)) return Error(Code::bad_input, "control characters in it");
    return ScannedCode{PersonalText(std::string(text)), std::move(symbology)};
}

}  // namespace kiosk24::drivers
