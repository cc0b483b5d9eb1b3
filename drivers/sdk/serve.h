// The main function of every driver: `int main(int argc, char** argv) { return serve(argc, argv,
// std::make_unique<MyReader>()); }`
//
// Speaks kiosk/wire/driver_message.h on fd 3 (SOCK_SEQPACKET). The calling thread owns the socket and every
// timer; the device runs on one worker thread, so a vendor's call that hangs never stops cancel and
// deadlines:
//   - hello goes out within 3 s, also while open() still tries; then a condition, then one at every change;
//   - calls wait in a queue (16), in order; a deadline counts from its call's arrival;
//   - a call that did not end 500 ms after its deadline, or 1.5 s after its cancel, is answered for it
//     (timed_out or cancelled; outcome unknown where paper could move) and its late answer is thrown away;
//   - a device call that is still stuck 30 s after that ends the process (exit status 3), the terminal starts
//     another;
//   - a page lent as a memfd is checked, mapped read-only, and given back with {release} when the call really
//     ended;
//   - a repeated call id and a malformed message are logged and dropped;
//   - outgoing messages wait in a queue of 16: an older condition gives way to a newer one; if answers alone
//     overflow it the terminal does not listen, and the process ends (exit status 4);
//   - when fd 3 closes, the running call is told to stop, forget() is called and the process ends (exit
//     status 0; at most 5 s later).
// Exit status 2: bad settings or no socket at fd 3, with a line on stderr.
#pragma once

#include <memory>

#include "drivers/sdk/device.h"

namespace kiosk24::drivers {

inline constexpr int kTerminalSocket = 3;

int serve(int argc, char** argv, std::unique_ptr<Device> device);

}  // namespace kiosk24::drivers
