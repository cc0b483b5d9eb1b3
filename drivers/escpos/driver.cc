#include "drivers/escpos/driver.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/log.h"

namespace kiosk24::drivers::escpos {
namespace {

constexpr std::string_view kRoom = "escpos";
constexpr Milliseconds kStatusReply{300};
constexpr Milliseconds kOpening{1800};  // serve says hello within 3 s
constexpr Milliseconds kWatch{1600};
constexpr Milliseconds kQuietPrinter{400};  // then it is asked what is wrong
constexpr Milliseconds kLastWord{1000};     // to a printer whose receipt is given up
constexpr Milliseconds kCut{3000};
constexpr int kOpenFences = 2;  // bands that may wait in the printer: 3.5 kB of its buffer
constexpr int kMostNoise = 16;  // bytes of nonsense in place of one status

}  // namespace

std::vector<SettingEntry> Driver::settings() const {
    return {{"tty", "", "the serial line, best by path: /dev/serial/by-path/..."},
            {"baud", "115200", "9600, 19200, 38400, 57600 or 115200"},
            {"watch_ms", "2000", "how often it asks for the status, 100 to 60000"}};
}

DeviceIdentity Driver::identity() const {
    return {"ESC/POS", "serial receipt printer, 80 mm", "", "", {}};
}

Status Driver::open(const Settings& settings) {
    TRY(baud, settings.number("baud", 9600, 115200));
    if (!SerialTransport::is_speed(baud))
        return Error(Code::bad_setting, fmt::format("baud={} is no line speed", baud));
    TRY(watch_ms, settings.number("watch_ms", 100, 60'000));
    tty_ = settings.text("tty");
    baud_ = baud;
    watch_every_ = Milliseconds(watch_ms);
    // What fails here is a condition, reported on the way; watch() goes on trying.
    [[maybe_unused]] const auto status = look(Limits{}.within(kOpening));
    return {};
}

void Driver::watch() {
    const auto limits = Limits{}.within(kWatch);
    const auto status = look(limits);
    if (!status || entry_of(fault_of(*status)).blocks || !has_rest_) return;
    if (const auto cut = cut_off_rest(limits); !cut)
        log::warn(kRoom, "the rest of a receipt is not cut off yet: {}", cut.error().text());
}

Answer<PrinterStatus> Driver::look(const Limits& limits) {
    if (!line_) {
        auto line = SerialTransport::open(tty_, baud_);
        if (!line) return failure(line.error());
        line_ = std::move(*line);
        line_->discard_input();
        fences_ = 0;
    }
    auto status = ask_all(limits);
    if (!status) return failure(status.error());
    report(condition_of(*status));
    return *status;
}

Result<PrinterStatus> Driver::ask_all(const Limits& limits) {
    PrinterStatus status;
    for (const int which : kStatuses) {
        TRY(byte, ask_status(which, limits));
        take(status, which, byte);
    }
    return status;
}

Result<std::uint8_t> Driver::ask_status(int which, const Limits& limits) {
    const auto until = limits.within(kStatusReply);
    TRY_STATUS(line_->write_all(status_request(which), until));
    for (int noise = 0; noise < kMostNoise;) {
        std::array<std::uint8_t, 1> byte{};
        auto count = line_->read_some(byte, until);
        if (!count && count.error().code() == Code::timed_out) {
            TRY_STATUS(limits.check());
            if (noise > 0) break;
            // A status is answered at once by every printer that is there.
            return Error(Code::device_offline, "the printer does not answer");
        }
        if (!count) return count.error();
        if (is_status(byte[0])) return byte[0];
        if (fences_ > 0 && is_fence(byte[0]))
            --fences_;
        else if (!is_flow_control(byte[0]))
            ++noise;
    }
    return Error(Code::unknown_reply, "the printer's status cannot be understood");
}

Answer<void> Driver::clear(const Limits& limits) {
    TRY(status, look(limits));
    if (const auto fault = fault_of(status); entry_of(fault).blocks)
        return Failure{Error(Code::device_failed, text_of(status)), fault};
    if (const auto cut = cut_off_rest(limits); !cut) return failure(cut.error());
    return {};
}

Status Driver::cut_off_rest(const Limits& limits) {
    has_rest_ = true;
    fences_ = 0;
    line_->discard_input();
    for (const auto& command : {throw_away(), finish_torn_band(), begin(), cut(), fence()})
        TRY_STATUS(line_->write_all(command, limits));
    fences_ = 1;
    while (fences_ > 0)
        TRY_STATUS(wait_for_fence(limits.within(kCut)));
    has_rest_ = false;
    return {};
}

Answer<PageOutcome> Driver::print_receipt(const ReceiptJob& job, ByteView bits, const Limits& limits) {
    TRY(status, look(limits));
    if (const auto fault = fault_of(status); entry_of(fault).blocks)
        return PageOutcome{Outcome::not_done, fault};
    if (has_rest_) {
        if (const auto cut = cut_off_rest(limits); !cut) return failure(cut.error());
    }
    Sent sent = Sent::nothing;
    const auto printed = send_receipt(job, bits, limits, sent);
    if (printed) return PageOutcome{Outcome::done, Fault::none};
    auto why = printed.error();
    if (sent != Sent::nothing) give_up_receipt();
    why.outcome = sent == Sent::all ? Outcome::unknown : Outcome::not_done;
    log::warn(kRoom, "{}: {}, {}", job.job, name_of(why.outcome), why.error.text());
    const bool is_told = why.fault != Fault::none;
    if (!is_told) return why;
    return PageOutcome{why.outcome, why.fault};
}

Answer<void> Driver::send_receipt(const ReceiptJob& job, ByteView bits, const Limits& limits, Sent& sent) {
    const auto row_bytes = static_cast<std::size_t>(job.width_px / 8);
    const std::size_t band_bytes = row_bytes * kBand_rows;
    if (const auto written = line_->write_all(begin(), limits); !written) return failure(written.error());
    for (std::size_t at = 0; at < bits.size(); at += band_bytes) {
        const auto band = raster_band(bits.subspan(at, std::min(band_bytes, bits.size() - at)), row_bytes);
        sent = Sent::part;
        TRY_STATUS(send_band(band, limits));
        TRY_STATUS(wait_for_fences(kOpenFences - 1, limits));
    }
    // From the last byte of the cut on nobody but the printer knows whether the strip comes out.
    TRY_STATUS(wait_for_fences(0, limits));
    sent = Sent::all;
    TRY_STATUS(send_band(cut(), limits));
    return wait_for_fences(0, limits);
}

// A band and its fence are one write, and it is never broken off half-way by a cancel: what follows would be
// taken for dots.
Answer<void> Driver::send_band(ByteView band, const Limits& limits) {
    TRY_STATUS(limits.check());
    Bytes bytes(band.begin(), band.end());
    const auto behind = fence();
    bytes.insert(bytes.end(), behind.begin(), behind.end());
    const auto written = line_->write_all(bytes, Limits{limits.deadline, {}});
    wipe_value(bytes);
    if (!written) return failure(written.error());
    ++fences_;
    return {};
}

Answer<void> Driver::wait_for_fences(int open, const Limits& limits) {
    while (fences_ > open) {
        auto answered = wait_for_fence(limits);
        if (!answered) return failure(answered.error());
        if (!*answered) TRY_STATUS(ask_what_is_wrong(limits));
    }
    return {};
}

Result<bool> Driver::wait_for_fence(const Limits& limits) {
    const auto until = limits.within(kQuietPrinter);
    while (true) {
        std::array<std::uint8_t, 1> byte{};
        auto count = line_->read_some(byte, until);
        if (count && is_fence(byte[0])) {
            --fences_;
            return true;
        }
        if (count) continue;
        TRY_STATUS(limits.check());
        if (count.error().code() == Code::timed_out) return false;
        return count.error();
    }
}

Answer<void> Driver::ask_what_is_wrong(const Limits& limits) {
    const int before = fences_;
    auto status = ask_all(limits);
    if (!status) return failure(status.error());
    report(condition_of(*status));
    const auto fault = fault_of(*status);
    if (fences_ < before || !entry_of(fault).blocks) return {};  // it is only slow
    return Failure{Error(Code::device_failed, text_of(*status)), fault};
}

// Nothing of it may be printed later, when the paper is back and somebody else stands there.
void Driver::give_up_receipt() {
    has_rest_ = true;
    fences_ = 0;
    if (!line_) return;
    const auto limits = Limits{}.within(kLastWord);
    if (!line_->write_all(throw_away(), limits)) return;
    const auto status = ask_all(limits);
    if (!status || entry_of(fault_of(*status)).blocks) return;  // watch() cuts when it is well again
    if (const auto cut = cut_off_rest(limits); !cut)
        log::warn(kRoom, "the rest of a receipt is not cut off yet: {}", cut.error().text());
}

Failure Driver::failure(const Error& error) {
    switch (error.code()) {
        case Code::device_offline:
        case Code::device_busy:
            close_line(error.text());
            return {Error(Code::device_offline, error.detail()), Fault::receipt_offline};
        case Code::unknown_reply:
        case Code::device_failed: {
            Condition condition;
            condition.state = DeviceState::hardware_error;
            condition.fault = Fault::receipt_unclassified;
            condition.detail = error.detail();
            report(condition);
            return {Error(Code::device_failed, error.detail()), Fault::receipt_unclassified};
        }
        default:
            return {error};
    }
}

void Driver::close_line(const std::string& why) {
    line_.reset();
    fences_ = 0;
    Condition condition;
    condition.state = DeviceState::offline;
    condition.fault = Fault::receipt_offline;
    condition.detail = why;
    report(condition);
}

}  // namespace kiosk24::drivers::escpos
