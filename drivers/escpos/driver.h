// The driver of ESC/POS receipt printers on a serial line. A receipt goes out band by band, with a fence
// behind each, so that never more than a few bands wait in the printer; it is done when the printer has
// answered the fence behind the cut. One thread: the SDK's worker.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drivers/escpos/protocol.h"
#include "drivers/sdk/device.h"
#include "drivers/sdk/transport.h"

namespace kiosk24::drivers::escpos {

class Driver : public ReceiptPrinter {
  public:
    std::vector<SettingEntry> settings() const override;
    DeviceIdentity identity() const override;
    Status open(const Settings& settings) override;
    void watch() override;
    Milliseconds watch_every() const override { return watch_every_; }
    Answer<PageOutcome> print_receipt(const ReceiptJob& job, ByteView bits, const Limits& limits) override;
    Answer<void> clear(const Limits& limits) override;

  private:
    // How far a receipt is: while not everything was handed over, it surely did not come out whole.
    enum class Sent { nothing, part, all };

    // Opens the line if it is closed, asks for all statuses, reports what they say.
    Answer<PrinterStatus> look(const Limits& limits);
    // One status at a command's end. timed_out: no answer; unknown_reply: bytes that are no status.
    Result<std::uint8_t> ask_status(int which, const Limits& limits);
    Result<PrinterStatus> ask_all(const Limits& limits);
    // Feeds and cuts what an unfinished receipt left at the head.
    Status cut_off_rest(const Limits& limits);
    Answer<void> send_receipt(const ReceiptJob& job, ByteView bits, const Limits& limits, Sent& sent);
    Answer<void> send_band(ByteView band, const Limits& limits);
    // Until at most `open` fences are unanswered.
    Answer<void> wait_for_fences(int open, const Limits& limits);
    // True: a fence was answered; false: nothing came for a while.
    Result<bool> wait_for_fence(const Limits& limits);
    // The printer is silent: what is the matter with it?
    Answer<void> ask_what_is_wrong(const Limits& limits);

    Failure failure(const Error& error);
    void give_up_receipt();
    void close_line(const std::string& why);

    std::string tty_;
    int baud_ = 0;
    Milliseconds watch_every_{2000};
    std::optional<SerialTransport> line_;
    int fences_ = 0;         // sent and not answered
    bool has_rest_ = false;  // of an unfinished receipt, at the head or in the buffer
};

}  // namespace kiosk24::drivers::escpos
