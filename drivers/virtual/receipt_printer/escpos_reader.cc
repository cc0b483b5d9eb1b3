#include "drivers/virtual/receipt_printer/escpos_reader.h"

#include <algorithm>
#include <array>

namespace kiosk24::virtual_devices {
namespace {

constexpr std::uint8_t kDle = 0x10, kEot = 0x04, kDc4 = 0x14, kEsc = 0x1B, kGs = 0x1D;
constexpr std::array<std::uint8_t, 10> kThrowAway{kDle, kDc4, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08};
constexpr std::size_t kStatusRequest_bytes = 3;

bool begins(ByteView whole, ByteView part) {
    return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

bool may_become_urgent(ByteView recent) {
    if (begins(kThrowAway, recent)) return true;
    return recent[0] == kDle && (recent.size() < 2 || recent[1] == kEot) &&
           (recent.size() < 3 || (recent[2] >= 1 && recent[2] <= 4));
}

}  // namespace

std::vector<escpos::Urgent> EscposReader::feed(ByteView bytes) {
    std::vector<escpos::Urgent> urgent;
    for (const auto byte : bytes) {
        waiting_.push_back(byte);
        recent_.push_back(byte);
        while (!recent_.empty() && !may_become_urgent(recent_))
            recent_.erase(recent_.begin());
        if (recent_.size() == kStatusRequest_bytes && recent_[1] == kEot) {
            urgent.emplace_back(escpos::StatusRequest{recent_[2]});
            recent_.clear();
        } else if (recent_.size() == kThrowAway.size()) {
            urgent.emplace_back(escpos::ThrowAway{});
            recent_.clear();
            waiting_.clear();
        }
    }
    return urgent;
}

Bytes EscposReader::take(std::size_t count) {
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(count, waiting_.size()));
    Bytes bytes(waiting_.begin(), end);
    waiting_.erase(waiting_.begin(), end);
    return bytes;
}

std::optional<escpos::Order> EscposReader::next() {
    constexpr std::size_t kRasterHead_bytes = 8;
    while (!waiting_.empty() && waiting_[0] == 0)
        waiting_.pop_front();
    // Urgent ones were carried out on arrival: only their bytes are left.
    while (waiting_.size() >= kStatusRequest_bytes && waiting_[0] == kDle && waiting_[1] == kEot)
        take(kStatusRequest_bytes);
    if (waiting_.size() < 2) return std::nullopt;
    const auto first = waiting_[0], second = waiting_[1];
    if (first == kEsc && second == '@') {
        take(2);
        return escpos::Begin{};
    }
    if (first == kGs && second == 'r') {
        if (waiting_.size() < 3) return std::nullopt;
        take(3);
        return escpos::SensorRequest{};
    }
    if (first == kGs && second == 'V') {
        if (waiting_.size() < 4) return std::nullopt;
        const auto command = take(4);
        return escpos::Cut{command[3]};
    }
    if (first == kGs && second == 'v') {
        if (waiting_.size() < kRasterHead_bytes) return std::nullopt;
        const int row_bytes = waiting_[4] | waiting_[5] << 8, rows = waiting_[6] | waiting_[7] << 8;
        const auto bits = static_cast<std::size_t>(row_bytes) * static_cast<std::size_t>(rows);
        if (waiting_.size() < kRasterHead_bytes + bits) return std::nullopt;
        take(kRasterHead_bytes);
        return escpos::Raster{row_bytes, take(bits)};
    }
    if (first == kDle) {
        if (second == kEot && waiting_.size() < kStatusRequest_bytes) return std::nullopt;
        if (second == kDc4) return std::nullopt;  // its last byte empties the buffer
    }
    return escpos::Unknown{take(1)[0]};
}

}  // namespace kiosk24::virtual_devices
