#include "drivers/sam_serial/protocol.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/base/personal.h"

namespace kiosk24::drivers::sam_serial {
namespace {

constexpr std::array<std::uint8_t, 5> kPreamble{0xAA, 0xAA, 0xAA, 0x96, 0x69};
constexpr std::size_t kLengthField_bytes = 2;
constexpr std::size_t kHead_bytes = kPreamble.size() + kLengthField_bytes;
constexpr std::size_t kShortestReply_bytes = 4;  // SW1 SW2 SW3 CHK
constexpr std::size_t kSamId_bytes = 16;
constexpr std::size_t kReadHead_bytes = 4;
constexpr std::size_t kFound_bytes = 4;
constexpr std::size_t kSelected_bytes = 8;

struct CommandBytes {
    std::uint8_t command, parameter;
};
CommandBytes bytes_of(Command command) {
    switch (command) {
        case Command::reset:
            return {0x10, 0xFF};
        case Command::status:
            return {0x11, 0xFF};
        case Command::sam_id:
            return {0x12, 0xFF};
        case Command::find:
            return {0x20, 0x01};
        case Command::select:
            return {0x20, 0x02};
        case Command::read:
            return {0x30, 0x01};
    }
    return {0x11, 0xFF};
}

std::uint8_t exclusive_or(ByteView bytes) {
    std::uint8_t sum = 0;
    for (const auto byte : bytes)
        sum ^= byte;
    return sum;
}

std::size_t big_endian(std::uint8_t high, std::uint8_t low) {
    return static_cast<std::size_t>(high) << 8 | low;
}

std::uint32_t little_endian(ByteView four) {
    return static_cast<std::uint32_t>(four[0]) | static_cast<std::uint32_t>(four[1]) << 8 |
           static_cast<std::uint32_t>(four[2]) << 16 | static_cast<std::uint32_t>(four[3]) << 24;
}

bool is_good(Command command, Status3 status) {
    return status == (command == Command::find ? Status3::card_found : Status3::ok);
}

}  // namespace

std::string_view name_of(Command command) {
    switch (command) {
        case Command::reset:
            return "reset";
        case Command::status:
            return "status";
        case Command::sam_id:
            return "sam_id";
        case Command::find:
            return "find";
        case Command::select:
            return "select";
        case Command::read:
            return "read";
    }
    return "";
}

Bytes frame_of(Command command) {
    const auto [code, parameter] = bytes_of(command);
    Bytes frame{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x03, code, parameter};
    frame.push_back(exclusive_or(ByteView(frame).subspan(kPreamble.size())));
    return frame;
}

bool fits(Command command, const Reply& reply) {
    const auto size = reply.contents.size();
    if (!is_good(command, reply.status))
        return reply.status != Status3::ok && reply.status != Status3::card_found;
    switch (command) {
        case Command::reset:
        case Command::status:
            return size == 0;
        case Command::sam_id:
            return size == kSamId_bytes;
        case Command::find:
            return size == kFound_bytes;
        case Command::select:
            return size == kSelected_bytes;
        case Command::read:
            return size >= kReadHead_bytes;
    }
    return false;
}

Meaning meaning_of(Command command, Status3 status) {
    if (is_good(command, status)) return Meaning::good;
    switch (status) {
        case Status3::find_failed:
            return Meaning::no_card;
        case Status3::checksum_error:
        case Status3::length_error:
            return Meaning::repeat;
        case Status3::select_failed:
        case Status3::read_failed:
        case Status3::random_failed:
        case Status3::finger_length_error:
        case Status3::information_length_error:
        case Status3::item_absent:
        case Status3::unknown_error:
            return Meaning::unreadable;
        case Status3::card_rejects_sam:
        case Status3::sam_rejects_card:
        case Status3::information_check_failed:
        case Status3::unknown_card_type:
            return Meaning::refused;
        case Status3::self_test_failed:
            return Meaning::self_test;
        case Status3::not_authorised:
            return Meaning::unauthorised;
        default:
            return Meaning::unclassified;
    }
}

void FrameReader::feed(ByteView bytes) {
    saw_bytes_ = saw_bytes_ || !bytes.empty();
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

void FrameReader::clear() {
    wipe_value(buffer_);
    dropped_frames_ = 0;
    saw_bytes_ = false;
}

bool FrameReader::find_preamble() {
    const auto found = std::search(buffer_.begin(), buffer_.end(), kPreamble.begin(), kPreamble.end());
    if (found != buffer_.end()) {
        buffer_.erase(buffer_.begin(), found);
        return true;
    }
    // The beginning of a preamble may stand at the end.
    const auto kept = std::min(buffer_.size(), kPreamble.size() - 1);
    buffer_.erase(buffer_.begin(), buffer_.end() - static_cast<std::ptrdiff_t>(kept));
    return false;
}

std::optional<Reply> FrameReader::next() {
    while (find_preamble()) {
        if (buffer_.size() < kHead_bytes) return std::nullopt;
        const auto length = big_endian(buffer_[5], buffer_[6]);
        const bool possible = length >= kShortestReply_bytes && length <= kLongestLength_bytes;
        const auto whole = kHead_bytes + length;
        if (possible && buffer_.size() < whole) return std::nullopt;
        const auto checked = ByteView(buffer_).subspan(kPreamble.size());
        if (!possible || exclusive_or(checked.first(kLengthField_bytes + length - 1)) != buffer_[whole - 1]) {
            ++dropped_frames_;
            buffer_.erase(buffer_.begin());
            continue;
        }
        Reply reply{buffer_[7], buffer_[8], static_cast<Status3>(buffer_[9]), {}};
        reply.contents.assign(buffer_.begin() + 10, buffer_.begin() + static_cast<std::ptrdiff_t>(whole) - 1);
        buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(whole));
        return reply;
    }
    return std::nullopt;
}

std::string sam_id_text(ByteView id) {
    if (id.size() != kSamId_bytes) return {};
    return fmt::format("{:02}.{:02}-{:08}-{:010}-{:010}", id[0], id[2], little_endian(id.subspan(4, 4)),
                       little_endian(id.subspan(8, 4)), little_endian(id.subspan(12, 4)));
}

std::optional<CardBytes> split_read(ByteView contents) {
    if (contents.size() < kReadHead_bytes) return std::nullopt;
    const auto text = big_endian(contents[0], contents[1]);
    const auto photo = big_endian(contents[2], contents[3]);
    if (text != kTextBlock_bytes || (photo != 0 && photo != kPhoto_bytes)) return std::nullopt;
    if (contents.size() != kReadHead_bytes + text + photo) return std::nullopt;
    return CardBytes{contents.subspan(kReadHead_bytes, text),
                     contents.subspan(kReadHead_bytes + text, photo)};
}

}  // namespace kiosk24::drivers::sam_serial
