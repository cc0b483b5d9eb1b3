#include "drivers/virtual/sam/sam_peer.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace kiosk24::virtual_devices {
namespace {

constexpr std::array<std::uint8_t, 5> kPreamble{0xAA, 0xAA, 0xAA, 0x96, 0x69};
constexpr Milliseconds kBetweenDrips{15};
constexpr std::uint8_t kOk = 0x90, kFound = 0x9F, kBadCommand = 0x21, kChecksumError = 0x10;

std::uint8_t exclusive_or(ByteView bytes) {
    std::uint8_t sum = 0;
    for (const auto byte : bytes)
        sum ^= byte;
    return sum;
}

// `size` bytes: `head`, then `rest`, then zeros.
Bytes joined(ByteView head, ByteView rest, std::size_t size) {
    Bytes bytes(size, 0);
    std::copy(head.begin(), head.end(), bytes.begin());
    std::copy(rest.begin(), rest.end(), bytes.begin() + static_cast<std::ptrdiff_t>(head.size()));
    return bytes;
}

Bytes read_contents(ByteView text_block, ByteView photo) {
    constexpr std::array<std::uint8_t, 4> kLengths{0x01, 0x00, 0x04, 0x00};
    auto contents = joined(kLengths, text_block, kLengths.size() + text_block.size());
    contents.insert(contents.end(), photo.begin(), photo.end());
    return contents;
}

}  // namespace

Bytes sam_reply(std::uint8_t status, ByteView contents) {
    const auto length = contents.size() + 4;
    const std::array<std::uint8_t, 10> head{0xAA,
                                            0xAA,
                                            0xAA,
                                            0x96,
                                            0x69,
                                            static_cast<std::uint8_t>(length >> 8),
                                            static_cast<std::uint8_t>(length & 0xFF),
                                            0x00,
                                            0x00,
                                            status};
    auto frame = joined(head, contents, head.size() + contents.size() + 1);
    frame.back() = exclusive_or(ByteView(frame).subspan(kPreamble.size()));
    return frame;
}

Result<Bytes> sam_read_reply(const VirtualCard& card) {
    TRY(block, text_block_of(card));
    TRY(photo, photo_of(card));
    return sam_reply(kOk, read_contents(block, photo));
}

SamPeer::SamPeer(Options options) : options_(std::move(options)), line_(options_.tty) {}

const std::vector<SamPeer::FaultName>& SamPeer::fault_names() {
    static const std::vector<FaultName> names{
        {Fault::mute, "mute", "no replies"},
        {Fault::garbage, "garbage", "replies that are noise"},
        {Fault::checksum, "checksum", "replies with a bad checksum"},
        {Fault::drip, "drip", "replies byte by byte, 15 ms apart"},
        {Fault::zero_before, "zero-before", "a 00 before each reply"},
        {Fault::zero_inside, "zero-inside", "a 00 inside each reply"},
        {Fault::length, "length", "replies that announce 5 bytes too many"},
        {Fault::huge, "huge", "replies that announce 65535 bytes"},
        {Fault::block, "block", "a card's text that announces 200 bytes"},
        {Fault::self_test, "self-test", "60: the self-test failed"},
        {Fault::unauthorised, "unauthorised", "66: the module is not authorised"},
        {Fault::rejects_sam, "rejects-sam", "31: the card rejects the reader"},
        {Fault::rejected, "rejected", "32: the reader rejects the card"},
        {Fault::check_failed, "check-failed", "33: the card's information fails its check"},
        {Fault::unknown_card, "unknown-card", "40: a kind of card it does not know"},
        {Fault::read_fails, "read-fails", "41: reading fails"},
        {Fault::select_fails, "select-fails", "81: selecting fails"},
        {Fault::half_character, "half-character", "a name that ends in half a surrogate pair"},
    };
    return names;
}

std::vector<PeerCommand> SamPeer::commands() const {
    std::string faults;
    for (const auto& fault : fault_names()) {
        faults += "\n                              " + std::string(fault.name);
        faults +=
            std::string(16 - std::min<std::size_t>(fault.name.size(), 15), ' ') + std::string(fault.about);
    }
    return {
        {"lay CARD",
         "lay a card: a name in drivers/virtual/cards or a file",
         {"lay R1", "lay rare_name", "lay child", "lay expired", "lay J1"}},
        {"lift", "take the card away", {"lift"}},
        {"unplug", "pull the reader's cable", {"unplug"}},
        {"plug", "put the reader's cable back", {"plug"}},
        {"baud SPEED", "the speed at which the reader talks", {}},
        {"fault NAME [REPLIES]", "from now on, or for so many replies:" + faults, {}},
        {"well", "no fault any more", {"well"}},
        {"state", "what lies there and what is wrong", {}},
    };
}

Result<std::string> SamPeer::tell(std::string_view line) {
    const auto space = line.find(' ');
    const auto word = line.substr(0, space);
    const auto rest = space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
    if (word == "lay") return lay(std::string(rest));
    if (word == "fault") return set_fault(rest);
    if (word == "baud") {
        int baud = 0;
        std::from_chars(rest.data(), rest.data() + rest.size(), baud);
        if (baud <= 0) return Error(Code::bad_argument, "baud SPEED");
        speed_baud_ = baud;
        return "the reader talks at " + std::to_string(baud) + " baud";
    }
    if (line == "lift") {
        text_block_.reset();
        is_selected_ = was_read_ = false;
        return std::string("no card lies there");
    }
    if (line == "unplug") {
        line_.unplug();
        outgoing_.clear();
        arrived_.clear();
        return std::string("the reader is unplugged");
    }
    if (line == "plug") {
        TRY_STATUS(line_.plug());
        was_read_ = is_selected_ = false;
        return std::string("the reader is plugged in");
    }
    if (line == "well") {
        fault_ = Fault::none;
        outgoing_.clear();
        return std::string("the reader is well");
    }
    if (line == "state") {
        const auto found = std::find_if(fault_names().begin(), fault_names().end(),
                                        [this](const FaultName& name) { return name.fault == fault_; });
        return std::string(line_.is_plugged() ? "plugged" : "unplugged") + "; card " +
               (text_block_ ? card_label_ + (was_read_ ? " (read)" : "") : "none") + "; fault " +
               (found == fault_names().end() ? "none" : std::string(found->name));
    }
    return Error(Code::not_found);
}

Result<std::string> SamPeer::lay(const std::string& name) {
    if (name.empty()) return Error(Code::bad_argument, "lay CARD");
    TRY(card, load_card(name, options_.cards_directory));
    TRY(block, text_block_of(card));
    TRY(photo, photo_of(card));
    text_block_ = std::move(block);
    photo_ = std::move(photo);
    card_label_ = card.label;
    is_selected_ = was_read_ = false;
    return card_label_ + " lies on the reader";
}

Result<std::string> SamPeer::set_fault(std::string_view arguments) {
    const auto space = arguments.find(' ');
    const auto name = arguments.substr(0, space);
    const auto found = std::find_if(fault_names().begin(), fault_names().end(),
                                    [name](const FaultName& known) { return known.name == name; });
    if (found == fault_names().end()) return Error(Code::bad_argument, "no such fault; 'help' lists them");
    int replies = -1;
    if (space != std::string_view::npos) {
        const auto count = arguments.substr(space + 1);
        std::from_chars(count.data(), count.data() + count.size(), replies);
    }
    fault_ = found->fault;
    fault_replies_left_ = replies;
    return "the reader now gives " + std::string(found->about);
}

std::vector<pollfd> SamPeer::wanted() const {
    if (!line_.is_plugged()) return {};
    const bool has_more = !outgoing_.empty() && !drips_;
    return {{line_.fd(), static_cast<short>(POLLIN | (has_more ? POLLOUT : 0)), 0}};
}

Milliseconds SamPeer::longest_sleep() const {
    constexpr Milliseconds kIdle{60'000};
    if (outgoing_.empty() || !drips_) return kIdle;
    return std::max(next_drip_ - monotonic_now(), Milliseconds(0));
}

void SamPeer::step() {
    const auto bytes = line_.read();
    arrived_.insert(arrived_.end(), bytes.begin(), bytes.end());
    take_frames();
    while (!outgoing_.empty()) {
        const auto now = monotonic_now();
        if (drips_ && now < next_drip_) return;
        const Bytes next(outgoing_.begin(), drips_ ? outgoing_.begin() + 1 : outgoing_.end());
        const auto written = line_.write(next);
        if (written == 0) return;
        outgoing_.erase(outgoing_.begin(), outgoing_.begin() + static_cast<std::ptrdiff_t>(written));
        next_drip_ = now + kBetweenDrips;
    }
}

// Host frames are AA AA AA 96 69 | Len(2) | CMD PARA | data | CHK.
void SamPeer::take_frames() {
    constexpr std::size_t kHead_bytes = 7, kShortest = 3, kLongest = 16;
    while (true) {
        const auto found = std::search(arrived_.begin(), arrived_.end(), kPreamble.begin(), kPreamble.end());
        if (found == arrived_.end()) return;
        arrived_.erase(arrived_.begin(), found);
        if (arrived_.size() < kHead_bytes) return;
        const std::size_t length = static_cast<std::size_t>(arrived_[5]) << 8 | arrived_[6];
        if (length < kShortest || length > kLongest) {
            arrived_.erase(arrived_.begin());
            continue;
        }
        const auto whole = kHead_bytes + length;
        if (arrived_.size() < whole) return;
        const auto sum = exclusive_or(ByteView(arrived_).subspan(kPreamble.size(), length + 1));
        const bool good = sum == arrived_[whole - 1];
        const auto command = arrived_[7], parameter = arrived_[8];
        arrived_.erase(arrived_.begin(), arrived_.begin() + static_cast<std::ptrdiff_t>(whole));
        if (good) {
            on_frame(command, parameter);
        } else {
            send(sam_reply(kChecksumError, {}), Fault::none);
        }
    }
}

SamPeer::Fault SamPeer::take_fault() {
    if (fault_ == Fault::none || fault_replies_left_ < 0) return fault_;
    if (fault_replies_left_ == 0) return fault_ = Fault::none;
    --fault_replies_left_;
    return fault_;
}

void SamPeer::on_frame(std::uint8_t command, std::uint8_t parameter) {
    const auto fault = take_fault();
    auto reply = reply_to(command, parameter, fault);
    // A line at another speed carries noise.
    send(std::move(reply), line_.speed() == speed_baud_ ? fault : Fault::garbage);
}

Bytes SamPeer::reply_to(std::uint8_t command, std::uint8_t parameter, Fault fault) {
    constexpr std::uint8_t kSamId[16] = {5, 0, 3, 0, 0xB3, 0x66, 0x34, 0x01, 0x7B, 0, 0, 0, 0xC8, 0x01, 0, 0};
    if (fault == Fault::self_test) return sam_reply(0x60, {});
    if (fault == Fault::unauthorised) return sam_reply(0x66, {});
    if (command == 0x10 || command == 0x11) return sam_reply(kOk, {});
    if (command == 0x12) return sam_reply(kOk, kSamId);
    if (command == 0x20 && parameter == 0x01) return find();
    if (command == 0x20 && parameter == 0x02) return select(fault);
    if (command == 0x30 && parameter == 0x01) return read_card(fault);
    return sam_reply(kBadCommand, {});
}

Bytes SamPeer::find() {
    is_selected_ = false;
    if (!text_block_ || was_read_) return sam_reply(0x80, {});
    return sam_reply(kFound, Bytes(4, 0));
}

Bytes SamPeer::select(Fault fault) {
    is_selected_ = text_block_ && !was_read_ && fault != Fault::select_fails;
    return is_selected_ ? sam_reply(kOk, Bytes(8, 0)) : sam_reply(0x81, {});
}

Bytes SamPeer::read_card(Fault fault) {
    if (!text_block_ || !is_selected_) return sam_reply(0x41, {});
    switch (fault) {
        case Fault::rejects_sam:
            return sam_reply(0x31, {});
        case Fault::rejected:
            return sam_reply(0x32, {});
        case Fault::check_failed:
            return sam_reply(0x33, {});
        case Fault::unknown_card:
            return sam_reply(0x40, {});
        case Fault::read_fails:
            return sam_reply(0x41, {});
        default:
            break;
    }
    auto block = *text_block_;
    if (fault == Fault::half_character) block[28] = 0x73, block[29] = 0xD8;
    auto contents = read_contents(block, photo_);
    if (fault == Fault::block) contents[1] = 200, contents[0] = 0;
    // A reply that is hurt on the way was a good read all the same; the host may ask for it again.
    was_read_ = true;
    return sam_reply(kOk, contents);
}

void SamPeer::send(Bytes reply, Fault fault) {
    constexpr std::size_t kMiddle = 8;
    switch (fault) {
        case Fault::mute:
            return;
        case Fault::garbage:
            std::transform(reply.begin(), reply.end(), reply.begin(), [](auto b) { return b ^ 0x5C; });
            break;
        case Fault::checksum:
            reply.back() ^= 0x01;
            break;
        case Fault::zero_before:
            reply.insert(reply.begin(), 0x00);
            break;
        case Fault::zero_inside:
            reply.insert(reply.begin() + kMiddle, 0x00);
            break;
        case Fault::length:
            reply[6] = static_cast<std::uint8_t>(reply[6] + 5);
            break;
        case Fault::huge:
            reply[5] = reply[6] = 0xFF;
            break;
        default:
            break;
    }
    drips_ = fault == Fault::drip;
    next_drip_ = monotonic_now();
    outgoing_.insert(outgoing_.end(), reply.begin(), reply.end());
}

}  // namespace kiosk24::virtual_devices
