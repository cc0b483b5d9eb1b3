// A serial line (also USB-serial and a pty) as a stream of bytes with deadlines. Opened raw, 8 data bits, no
// parity, one stop bit, no flow control, locked with flock so that two drivers never share one line.
#pragma once

#include <span>
#include <string>

#include "drivers/sdk/bulk.h"
#include "drivers/sdk/limits.h"
#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk24::drivers {

class SerialTransport {
  public:
    // device_offline if the path is not there now; bad_setting for a speed that is not one of 9600, 19200,
    // 38400, 57600, 115200; device_busy if another process holds the line; device_failed if it is no tty.
    static Result<SerialTransport> open(const std::string& tty, int baud);
    // True for the speeds that open() knows.
    static bool is_speed(int baud);

    // timed_out, cancelled; device_offline once the line is gone (hang-up, EIO, ENODEV): close and open anew.
    Status write_all(ByteView bytes, const Limits& limits);
    // At least one byte, at most buffer.size(). Errors as write_all.
    Result<std::size_t> read_some(std::span<std::uint8_t> buffer, const Limits& limits);
    // Throws away what arrived and was not read.
    void discard_input();
    // False once the line hung up. Does not wait.
    bool is_connected() const;

  private:
    explicit SerialTransport(Descriptor tty) : tty_(std::move(tty)) {}
    Status wait_for(short events, const Limits& limits) const;
    Descriptor tty_;
};

}  // namespace kiosk24::drivers
