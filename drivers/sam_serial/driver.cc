#include "drivers/sam_serial/driver.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "drivers/sam_serial/text_block.h"
#include "kiosk/base/log.h"

namespace kiosk24::drivers::sam_serial {
namespace {

constexpr Milliseconds kShortReply{500};  // status, find, select
constexpr Milliseconds kReadReply{2000};  // the reader talks to the card meanwhile
constexpr Milliseconds kQuiet{100};       // a silence that ends an abandoned reply
constexpr Milliseconds kLongestNoise{1000};
constexpr Milliseconds kOpening{1800};  // serve says hello within 3 s
constexpr int kMostTries = 3;           // of one command whose frames were hurt, and of one card
constexpr Milliseconds kBetweenTries{50};

// The time that the reply's bytes need on the line, with a start and a stop bit each, and half as much again.
Milliseconds line_time(std::size_t bytes, int baud) {
    return Milliseconds(static_cast<std::int64_t>(bytes) * 10 * 1500 / baud);
}

Milliseconds patience(Command command, int baud) {
    if (command == Command::read) return kReadReply + line_time(kReadReply_bytes, baud);
    return kShortReply;
}

}  // namespace

std::vector<SettingEntry> Driver::settings() const {
    return {{"tty", "", "the serial line, best by path: /dev/serial/by-path/..."},
            {"baud", "115200", "9600, 19200, 38400, 57600 or 115200"},
            {"poll_ms", "300", "how often it looks for a card, 100 to 1000"}};
}

DeviceIdentity Driver::identity() const {
    return {"SAM_V", "serial reader", sam_id_, "", {}};
}

Status Driver::open(const Settings& settings) {
    TRY(baud, settings.number("baud", 9600, 115200));
    if (!SerialTransport::is_speed(baud))
        return Error(Code::bad_setting, fmt::format("baud={} is no line speed", baud));
    TRY(poll_ms, settings.number("poll_ms", 100, 1000));
    tty_ = settings.text("tty");
    baud_ = baud;
    poll_ = Milliseconds(poll_ms);
    // What fails here is a condition, reported on the way; watch() goes on trying.
    const auto limits = Limits{}.within(kOpening);
    if (connect(limits)) ask_sam_id(limits);
    return {};
}

void Driver::watch() {
    constexpr Milliseconds kWatch{1600};
    const auto limits = Limits{}.within(kWatch);
    if (connect(limits) && sam_id_.empty()) ask_sam_id(limits);
}

void Driver::forget() {
    frames_.clear();
}

Answer<void> Driver::connect(const Limits& limits) {
    if (!line_) {
        auto line = SerialTransport::open(tty_, baud_);
        if (!line) return failure(line.error());
        line_ = std::move(*line);
        is_quiet_ = false;
        read_before_ = false;
        media_ = MediaState::unknown;
    }
    return check_status(limits);
}

Answer<void> Driver::check_status(const Limits& limits) {
    TRY(reply, ask(Command::status, limits));
    const auto meaning = meaning_of(Command::status, reply.status);
    if (meaning != Meaning::good) return failure(meaning, Command::status, reply.status);
    report_online();
    return {};
}

void Driver::ask_sam_id(const Limits& limits) {
    const auto reply = exchange(Command::sam_id, limits);
    if (reply && reply->status == Status3::ok) sam_id_ = sam_id_text(reply->contents);
}

Status Driver::wait_until_quiet(const Limits& limits) {
    std::array<std::uint8_t, 512> thrown_away{};
    const auto until = limits.within(kLongestNoise);
    while (true) {
        if (!until.check() && limits.check())
            return Error(Code::unknown_reply, "the reader does not stop talking");
        const auto count = line_->read_some(thrown_away, limits.within(kQuiet));
        wipe(thrown_away.data(), thrown_away.size());
        if (count) continue;
        TRY_STATUS(limits.check());
        if (count.error().code() != Code::timed_out) return count.error();
        is_quiet_ = true;
        return {};
    }
}

Result<Reply> Driver::exchange(Command command, const Limits& limits) {
    if (!is_quiet_) TRY_STATUS(wait_until_quiet(limits));
    frames_.clear();
    line_->discard_input();
    const auto until = limits.within(patience(command, baud_));
    TRY_STATUS(line_->write_all(frame_of(command), until));
    auto reply = await_reply(command, until);
    is_quiet_ = reply.has_value();
    return reply;
}

Result<Reply> Driver::await_reply(Command command, const Limits& limits) {
    std::array<std::uint8_t, 2048> arrived{};
    while (true) {
        TRY(count, line_->read_some(arrived, limits));
        frames_.feed(ByteView(arrived).first(count));
        wipe(arrived.data(), count);
        while (auto reply = frames_.next()) {
            if (fits(command, *reply)) return std::move(*reply);
            log::warn("sam_serial", "a reply that does not fit '{}' is dropped", name_of(command));
            wipe_value(reply->contents);
        }
    }
}

Answer<Reply> Driver::ask(Command command, const Limits& limits) {
    bool heard_something = false;
    for (int attempt = 1;; ++attempt) {
        auto reply = exchange(command, limits);
        if (reply && meaning_of(command, reply->status) != Meaning::repeat) return std::move(*reply);
        if (!reply && reply.error().code() != Code::timed_out) return failure(reply.error());
        heard_something = heard_something || reply || frames_.saw_bytes();
        const auto still = limits.check();
        if (!still && still.error().code() == Code::cancelled) return still.error();
        if (attempt == kMostTries || !still) break;
        log::warn("sam_serial", "'{}' is sent again: {}", name_of(command),
                  reply ? "hurt on the way" : "no reply");
        TRY_STATUS(limits.pause(kBetweenTries));
    }
    if (!heard_something) return failure(Error(Code::device_offline, "the reader does not answer"));
    return failure(Error(Code::unknown_reply, "the reader's replies cannot be understood"));
}

Answer<IdentityCard> Driver::read_card(const Limits& limits) {
    TRY_STATUS(connect(limits));
    for (int tries = 0;;) {
        auto card = try_card(limits);
        if (card) return card;
        const auto code = card.error().error.code();
        if (code != Code::no_card && code != Code::card_unreadable) return card;
        // A card that the reader holds for read is not found again until it is lifted.
        if (code == Code::card_unreadable && (read_before_ || ++tries == kMostTries)) return card;
        const auto waited = limits.pause(code == Code::no_card ? poll_ : kBetweenTries);
        if (waited) continue;
        if (waited.error().code() == Code::cancelled) return waited.error();
        return card;
    }
}

Answer<IdentityCard> Driver::try_card(const Limits& limits) {
    for (const auto command : {Command::find, Command::select, Command::read}) {
        TRY(reply, ask(command, limits));
        const auto meaning = meaning_of(command, reply.status);
        if (meaning != Meaning::good) return failure(meaning, command, reply.status);
        if (command == Command::read) {
            auto card = card_of(reply);
            wipe_value(reply.contents);
            return card;
        }
        media_ = MediaState::present;
        read_before_ = false;
        report_online();
    }
    return Error(Code::no_card);
}

Answer<IdentityCard> Driver::card_of(const Reply& reply) {
    read_before_ = true;
    const auto parts = split_read(reply.contents);
    if (!parts) return Error(Code::card_unreadable, "the card's text or photo has another length");
    TRY(card, read_text_block(parts->text).with("reading the card"));
    const bool is_blank =
        std::all_of(parts->photo.begin(), parts->photo.end(), [](auto byte) { return byte == 0; });
    if (!is_blank) card.photo = Personal<Bytes>(Bytes(parts->photo.begin(), parts->photo.end()));
    return card;
}

Failure Driver::failure(Meaning meaning, Command command, Status3 status) {
    const auto detail = fmt::format("'{}' answered {:02X}", name_of(command), static_cast<unsigned>(status));
    switch (meaning) {
        case Meaning::no_card:
            // After a good read the reader answers like this until the card is lifted: still there or gone.
            media_ = read_before_ ? MediaState::unknown : MediaState::not_present;
            report_online();
            return {Error(Code::no_card)};
        case Meaning::good:
        case Meaning::repeat:
        case Meaning::unreadable:
            return {Error(Code::card_unreadable, detail)};
        case Meaning::refused:
            return {Error(Code::card_refused, detail)};
        case Meaning::self_test:
        case Meaning::unauthorised:
        case Meaning::unclassified:
            break;
    }
    const auto fault = meaning == Meaning::self_test      ? Fault::reader_self_test
                       : meaning == Meaning::unauthorised ? Fault::reader_not_authorised
                                                          : Fault::reader_unclassified;
    report({DeviceState::hardware_error, fault, SupplyState::unknown, SupplyState::unknown,
            MediaState::unknown, detail});
    return {Error(Code::device_failed, detail), fault};
}

Failure Driver::failure(const Error& error) {
    switch (error.code()) {
        case Code::device_offline:
        case Code::device_busy:
            close_line(error.text());
            return {Error(Code::device_offline, error.detail()), Fault::reader_offline};
        case Code::unknown_reply:
            report({DeviceState::hardware_error, Fault::reader_garbled, SupplyState::unknown,
                    SupplyState::unknown, MediaState::unknown, error.detail()});
            return {Error(Code::device_failed, error.detail()), Fault::reader_garbled};
        case Code::device_failed:
            report({DeviceState::hardware_error, Fault::reader_unclassified, SupplyState::unknown,
                    SupplyState::unknown, MediaState::unknown, error.detail()});
            return {error, Fault::reader_unclassified};
        default:
            return {error};
    }
}

void Driver::close_line(const std::string& why) {
    line_.reset();
    frames_.clear();
    report({DeviceState::offline, Fault::reader_offline, SupplyState::unknown, SupplyState::unknown,
            MediaState::unknown, why});
}

void Driver::report_online() {
    report({DeviceState::online, Fault::none, SupplyState::unknown, SupplyState::unknown, media_, {}});
}

}  // namespace kiosk24::drivers::sam_serial
