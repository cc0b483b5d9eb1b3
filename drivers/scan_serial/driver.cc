#include "drivers/scan_serial/driver.h"

#include <fmt/format.h>

#include <array>

#include "kiosk/base/log.h"

namespace kiosk24::drivers::scan_serial {

std::vector<SettingEntry> Driver::settings() const {
    return {{"tty", "", "the serial line, best by path: /dev/serial/by-path/..."},
            {"baud", "9600", "9600, 19200, 38400, 57600 or 115200"},
            {"identifier", "none",
             "aim: the scanner puts AIM identifiers (\"]Q1\") in front; none: it does not"}};
}

DeviceIdentity Driver::identity() const {
    DeviceIdentity identity{"any", "serial line scanner", "", "", {}};
    if (identifier_ == Identifier::aim) identity.capabilities.emplace_back("symbology");
    return identity;
}

Status Driver::open(const Settings& settings) {
    TRY(baud, settings.number("baud", 9600, 115200));
    if (!SerialTransport::is_speed(baud))
        return Error(Code::bad_setting, fmt::format("baud={} is no line speed", baud));
    const auto identifier = settings.text("identifier");
    if (identifier != "aim" && identifier != "none")
        return Error(Code::bad_setting, fmt::format("identifier={} is neither aim nor none", identifier));
    identifier_ = identifier == "aim" ? Identifier::aim : Identifier::none;
    tty_ = settings.text("tty");
    baud_ = baud;
    // What fails here is a condition, reported on the way; watch() goes on trying.
    (void)connect();
    return {};
}

// Between calls what is shown to the scanner is read and thrown away, so that it never counts later.
void Driver::watch() {
    // What fails here is a condition, reported on the way.
    if (connect()) (void)throw_away();
}

Answer<void> Driver::throw_away() {
    constexpr Milliseconds kSoon{2};
    constexpr int kMostReads = 64;  // then it is a scanner that never stops, and the call shall begin
    for (int i = 0; i < kMostReads; ++i) {
        auto heard = listen(Limits{}.within(kSoon));
        if (!heard && !line_) return heard;  // its cable was pulled just now
        if (!heard) break;
    }
    lines_.skip(monotonic_now());
    return {};
}

void Driver::forget() {
    lines_.clear();
    if (line_) line_->discard_input();
}

Answer<void> Driver::connect() {
    if (line_ && !line_->is_connected()) return failure(Error(Code::device_offline, "hung up"));
    if (!line_) {
        auto line = SerialTransport::open(tty_, baud_);
        if (!line) return failure(line.error());
        line_ = std::move(*line);
        lines_.clear();
    }
    report_online();
    return {};
}

Answer<void> Driver::listen(const Limits& limits) {
    std::array<std::uint8_t, 512> arrived{};
    auto count = line_->read_some(arrived, limits);
    if (count) lines_.feed(ByteView(arrived).first(*count), monotonic_now());
    wipe(arrived.data(), arrived.size());
    if (count) return {};
    if (count.error().code() == Code::timed_out) return count.error();
    return failure(count.error());
}

Answer<ScannedCode> Driver::scan_code(const Limits& limits) {
    TRY_STATUS(connect());
    TRY_STATUS(throw_away());
    while (true) {
        TRY_STATUS(listen(limits));
        auto line = lines_.next();
        if (!line) continue;
        auto code = code_in(*line, identifier_);
        wipe_value(*line);
        lines_.clear();
        if (code) return std::move(*code);
        log::warn("scan_serial", "a code is not passed on: {}", code.error().text());
        return Error(Code::bad_input, code.error().text());
    }
}

Failure Driver::failure(const Error& error) {
    const auto code = error.code();
    if (code == Code::device_offline || code == Code::device_busy) {
        line_.reset();
        lines_.clear();
        report({.state = DeviceState::offline, .fault = Fault::scanner_offline, .detail = error.text()});
        return {Error(Code::device_offline, error.detail()), Fault::scanner_offline};
    }
    if (code == Code::device_failed) {
        line_.reset();
        report({.state = DeviceState::hardware_error,
                .fault = Fault::scanner_unclassified,
                .detail = error.text()});
        return {error, Fault::scanner_unclassified};
    }
    return {error};
}

void Driver::report_online() {
    report({.state = DeviceState::online, .detail = {}});
}

}  // namespace kiosk24::drivers::scan_serial
