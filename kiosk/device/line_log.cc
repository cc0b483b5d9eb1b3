#include "kiosk/device/line_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kiosk/base/bytes.h"

namespace kiosk24::device {
namespace {

constexpr Milliseconds kCostOfALine{1000 / LineLog::kLinesASecond};
constexpr Milliseconds kMostCredit{kCostOfALine * LineLog::kLinesAtOnce};

// A line that was cut in the middle of a character is still readable.
std::string printable(std::string line) {
    const bool is_text = is_utf8(line);
    for (auto& byte : line) {
        const auto value = static_cast<unsigned char>(byte);
        if (value < 0x20 || value == 0x7F || (!is_text && value >= 0x80)) byte = '?';
    }
    return line;
}

}  // namespace

std::vector<std::string> LineLog::feed(std::string_view bytes, Moment now) {
    std::vector<std::string> lines;
    for (const char byte : bytes) {
        if (byte == '\n')
            end_line(lines, now);
        else if (line_.size() < kLongestLine_bytes)
            line_ += byte;
    }
    return lines;
}

std::vector<std::string> LineLog::finish(Moment now) {
    std::vector<std::string> lines;
    if (!line_.empty()) end_line(lines, now);
    if (dropped_ > 0) lines.push_back(fmt::format("({} lines dropped)", std::exchange(dropped_, 0)));
    return lines;
}

void LineLog::end_line(std::vector<std::string>& lines, Moment now) {
    auto line = std::exchange(line_, {});
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (is_rationed(now)) {
        ++dropped_;
        return;
    }
    if (dropped_ > 0) lines.push_back(fmt::format("({} lines dropped)", std::exchange(dropped_, 0)));
    lines.push_back(printable(std::move(line)));
}

bool LineLog::is_rationed(Moment now) {
    if (filled_at_ == Moment{}) filled_at_ = now;
    credit_ = std::min(kMostCredit, credit_ + (now - filled_at_));
    filled_at_ = now;
    if (credit_ < kCostOfALine) return true;
    credit_ -= kCostOfALine;
    return false;
}

}  // namespace kiosk24::device
