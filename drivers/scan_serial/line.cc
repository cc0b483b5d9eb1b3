#include "drivers/scan_serial/line.h"

#include <algorithm>

#include "drivers/sdk/code_text.h"
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

std::string name_of_symbology(char character) {
    const auto* found = std::find_if(std::begin(kSymbologies), std::end(kSymbologies),
                                     [&](const Symbology& one) { return one.character == character; });
    return found == std::end(kSymbologies) ? std::string() : std::string(found->name);
}

}  // namespace

Result<wire::give::Code> code_in(std::string_view line, Identifier identifier) {
    std::string symbology;
    if (identifier == Identifier::aim) {
        if (line.size() < kIdentifier_bytes || line.front() != ']')
            return Error(Code::bad_input, "no symbology identifier in front of it");
        symbology = name_of_symbology(line[1]);
        line.remove_prefix(kIdentifier_bytes);
    }
    return scanned_code(line, std::move(symbology));
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
