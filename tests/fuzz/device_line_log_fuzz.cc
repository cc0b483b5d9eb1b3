// What a driver writes on its output: lines for the log, bounded and printable, however the bytes arrive.
#include "kiosk/base/bytes.h"
#include "kiosk/device/line_log.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    using device::LineLog;
    LineLog at_once, byte_by_byte;
    const Moment now{Milliseconds(1000)};
    const auto bytes = fuzz::text_of(data, size);
    auto whole = at_once.feed(bytes, now);
    for (auto& line : at_once.finish(now))
        whole.push_back(std::move(line));
    std::vector<std::string> dripped;
    const auto take = [&](std::vector<std::string> lines) {
        for (auto& line : lines)
            dripped.push_back(std::move(line));
    };
    for (const char byte : bytes)
        take(byte_by_byte.feed({&byte, 1}, now));
    take(byte_by_byte.finish(now));
    if (whole != dripped) fuzz::broken("lines do not depend on how their bytes arrive");
    if (whole.size() > 2 * LineLog::kLinesAtOnce) fuzz::broken("lines are rationed");
    for (const auto& line : whole) {
        if (!is_utf8(line)) fuzz::broken("a line is UTF-8");
        if (line.size() > LineLog::kLongestLine_bytes + 100) fuzz::broken("a line is cut");
        for (const unsigned char c : line) {
            if (c < 0x20 || c == 0x7F) fuzz::broken("a line has no control characters");
        }
    }
    return 0;
}
