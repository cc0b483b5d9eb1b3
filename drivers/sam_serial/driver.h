// The driver of SAM_V readers on a serial line. Sequence: status, then find every poll_ms until a card lies
// there, select, read. One thread: the SDK's worker.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drivers/sam_serial/protocol.h"
#include "drivers/sdk/device.h"
#include "drivers/sdk/transport.h"

namespace kiosk24::drivers::sam_serial {

class Driver : public IdCardReader {
  public:
    std::vector<SettingEntry> settings() const override;
    DeviceIdentity identity() const override;
    Status open(const Settings& settings) override;
    void watch() override;
    void forget() override;
    Answer<IdentityCard> read_card(const Limits& limits) override;

  private:
    // Opens the line if it is closed and asks for the reader's status; reports what it finds.
    Answer<void> connect(const Limits& limits);
    Answer<void> check_status(const Limits& limits);
    void ask_sam_id(const Limits& limits);
    // One command and its reply. timed_out: no fitting reply; garbled ones were dropped on the way.
    Result<Reply> exchange(Command command, const Limits& limits);
    // exchange, again where the frame was hurt or lost on the way.
    Answer<Reply> ask(Command command, const Limits& limits);
    Status wait_until_quiet(const Limits& limits);
    Result<Reply> await_reply(Command command, const Limits& limits);
    // Find, select and read once. no_card: nothing (new) lies there.
    Answer<IdentityCard> try_card(const Limits& limits);
    Answer<IdentityCard> card_of(const Reply& reply);

    // The failure that goes with `error`, reported as condition where it is about the reader.
    Failure failure(const Error& error);
    Failure failure(Meaning meaning, Command command, Status3 status);
    void close_line(const std::string& why);
    void report_online();

    std::string tty_;
    int baud_ = 0;
    Milliseconds poll_{0};
    std::optional<SerialTransport> line_;
    FrameReader frames_;
    std::string sam_id_;
    bool is_quiet_ = true;      // no reply of an abandoned command can still arrive
    bool read_before_ = false;  // the newest card was read: "no card" may mean that it still lies there
    MediaState media_ = MediaState::unknown;
};

}  // namespace kiosk24::drivers::sam_serial
