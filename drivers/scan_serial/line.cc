#include "drivers/scan_serial/line.h"

#include <algorithm>

#include "kiosk/base/personal.h"

namespace kiosk24::drivers::scan_serial {
namespace {

constexpr std::size_t kIdentifier_bytes = 3;

// ISO/IEC 15424, table 1: the code character after "]". Names as ZXing writes them.
struct Symbology {
    char character;
    std::string_view name;
};
constexpr Symbology kSymbologies[] = {{'A', "Code39"},     {'C', "Code128"}, {'E', "EAN-13"},
                                      {'F', "Codabar"},    {'G', "Code93"},  {'I', "ITF"},
                                      {'L', "PDF417"},     {'Q', "QRCode"},  {'U', "MaxiCode"},
                                      {'d', "DataMatrix"}, {'e', "DataBar"}, {'z', "Aztec"}};

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

std::string name_of_symbology(char character) {
    const auto* found = std::find_if(std::begin(kSymbologies), std::end(kSymbologies),
                                     [&](const Symbology& one) { return one.character == character; });
    return found == std::end(kSymbologies) ? std::string() : std::string(found->name);
}

}  // namespace

Result<wire::give::Code> code_in(std::string_view line, Identifier identifier) {
    wire::give::Code code;
    if (identifier == Identifier::aim) {
        if (line.size() < kIdentifier_bytes || line.front() != ']')
            return Error(Code::bad_input, "no symbology identifier in front of it");
        code.symbology = name_of_symbology(line[1]);
        line.remove_prefix(kIdentifier_bytes);
    }
    if (line.empty()) return Error(Code::bad_input, "a code without contents");
    if (line.size() > wire::kLongestCode_bytes) return Error(Code::too_large, "a code over the limit");
    if (!is_utf8(line)) return Error(Code::bad_input, "not UTF-8");
    if (is_control(line)) return Error(Code::bad_input, "control characters in it");
    code.text = PersonalText(std::string(line));
    return code;
}

void LineReader::end_line() {
    constexpr std::size_t kMostLines = 16;  // nobody takes them: they are not what somebody waits for
    if (!is_skipping_ && !line_.empty() && lines_.size() < kMostLines) lines_.push_back(line_);
    wipe_value(line_);
    is_skipping_ = false;
}

void LineReader::feed(ByteView bytes, Moment now) {
    if (bytes.empty()) return;
    if (now - last_ > kPause) {
        wipe_value(line_);
        is_skipping_ = false;
    }
    last_ = now;
    for (const auto byte : bytes) {
        if (byte == '\r' || byte == '\n')
            end_line();
        else if (line_.size() <= wire::kLongestCode_bytes + kIdentifier_bytes)
            line_.push_back(static_cast<char>(byte));
    }
}

std::optional<std::string> LineReader::next() {
    if (lines_.empty()) return std::nullopt;
    auto line = std::move(lines_.front());
    lines_.erase(lines_.begin());
    return line;
}

void LineReader::skip(Moment now) {
    const bool is_in_a_line = !line_.empty() || is_skipping_;
    clear();
    is_skipping_ = is_in_a_line && now - last_ <= kPause;
}

void LineReader::clear() {
    wipe_value(line_);
    for (auto& line : lines_)
        wipe_value(line);
    lines_.clear();
    is_skipping_ = false;
}

}  // namespace kiosk24::drivers::scan_serial
