#include "drivers/escpos/protocol.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk24::drivers::escpos {
namespace {

constexpr std::uint8_t kDle = 0x10, kEot = 0x04, kEnq = 0x05, kDc4 = 0x14, kEsc = 0x1B, kGs = 0x1D;
constexpr std::uint8_t kAnotherDot = 0x08;

constexpr bool spells_request(std::uint8_t first, std::uint8_t second) {
    return first == kDle && (second == kEot || second == kEnq || second == kDc4);
}

// In bytes, without what is white down the right side; at least one. A line at 115200 baud carries 160 full
// rows a second, so white that need not travel is time that nobody waits.
std::size_t used_width(ByteView bits, std::size_t row_bytes) {
    std::size_t used = 1;
    for (std::size_t at = 0; at < bits.size(); ++at) {
        if (bits[at] != 0) used = std::max(used, at % row_bytes + 1);
    }
    return used;
}

constexpr bool has(std::uint8_t byte, int bit) {
    return (byte >> bit & 1) != 0;
}

}  // namespace

Bytes begin() {
    return {kEsc, '@'};
}

Bytes cut() {
    return {kGs, 'V', 'B', 0};
}

Bytes fence() {
    return {kGs, 'r', 1};
}

Bytes status_request(int which) {
    return {kDle, kEot, static_cast<std::uint8_t>(which)};
}

Bytes throw_away() {
    return {kDle, kDc4, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08};
}

Bytes finish_torn_band() {
    constexpr std::size_t kWidestRow_bytes = 72;
    return Bytes(kWidestRow_bytes * kBand_rows + 16, 0);
}

Bytes raster_band(ByteView bits, std::size_t row_bytes) {
    const std::size_t rows = row_bytes == 0 ? 0 : bits.size() / row_bytes;
    const auto width = used_width(bits.first(rows * row_bytes), row_bytes);
    const auto low = [](std::size_t number) { return static_cast<std::uint8_t>(number & 0xFF); };
    const auto high = [](std::size_t number) { return static_cast<std::uint8_t>(number >> 8 & 0xFF); };
    Bytes band{kGs, 'v', '0', 0, low(width), high(width), low(rows), high(rows)};
    for (std::size_t row = 0; row < rows; ++row) {
        for (const auto byte : bits.subspan(row * row_bytes, width)) {
            const bool is_unlucky = spells_request(band.back(), byte);
            band.push_back(is_unlucky ? byte | kAnotherDot : byte);
        }
    }
    return band;
}

void take(PrinterStatus& status, int which, std::uint8_t byte) {
    if (which < 1 || which > 4) return;
    status.bytes[static_cast<std::size_t>(which - 1)] = byte;
    switch (which) {
        case 1:
            status.is_offline = has(byte, 3);
            break;
        case 2:
            status.cover_open = has(byte, 2);
            status.feeding = has(byte, 3);
            status.stopped_by_paper_end = has(byte, 5);
            status.has_error = has(byte, 6);
            break;
        case 3:
            status.cutter_failed = has(byte, 3);
            status.unrecoverable = has(byte, 5);
            status.recovers_by_itself = has(byte, 6);
            break;
        default:
            status.paper_low = has(byte, 2) || has(byte, 3);
            status.paper_out = has(byte, 5) || has(byte, 6);
            break;
    }
}

std::string text_of(const PrinterStatus& status) {
    return fmt::format("status {:02X} {:02X} {:02X} {:02X}", status.bytes[0], status.bytes[1],
                       status.bytes[2], status.bytes[3]);
}

// The cause comes before its effects: an open cover also reads as paper end, and all of them as offline. A
// head that is too hot (recovers_by_itself) is a pause, not a fault.
Fault fault_of(const PrinterStatus& status) {
    if (status.unrecoverable) return Fault::receipt_unrecoverable;
    if (status.cover_open) return Fault::receipt_cover_open;
    if (status.cutter_failed) return Fault::receipt_cutter_failed;
    if (status.paper_out || status.stopped_by_paper_end) return Fault::receipt_paper_out;
    const bool is_pausing = status.feeding || status.recovers_by_itself;
    if ((status.is_offline || status.has_error) && !is_pausing) return Fault::receipt_unclassified;
    return status.paper_low ? Fault::receipt_paper_low : Fault::none;
}

Condition condition_of(const PrinterStatus& status) {
    Condition condition;
    condition.fault = fault_of(status);
    const bool asks_a_person = entry_of(condition.fault).action == FaultAction::clear;
    condition.state = !entry_of(condition.fault).blocks ? DeviceState::online
                      : asks_a_person                   ? DeviceState::user_error
                                                        : DeviceState::hardware_error;
    condition.paper = status.paper_out || status.stopped_by_paper_end ? SupplyState::out
                      : status.paper_low                              ? SupplyState::low
                                                                      : SupplyState::full;
    if (condition.fault != Fault::none) condition.detail = text_of(status);
    return condition;
}

}  // namespace kiosk24::drivers::escpos
