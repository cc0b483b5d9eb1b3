// The device room without its processes: which driver runs, what it is asked, what is made of its silence.
// Pure: messages and a time in, messages and the next wake-up out; a simulator drives it as the thread does.
//
// Rules a driver is held to (rules.h has the numbers):
//   - hello in time, of the right class and protocol; one answer a call, in the verb's shape, 2 s past its
//     deadline at the latest; no flood, no message over 64 KiB, no descriptors (no verb gives bulk).
//     Whoever breaks one is killed, its open call ends as failed (outcome unknown if paper could have moved),
//     its condition is offline with the class's driver_failed, and it is started again after 1, 2, 4 … 60 s;
//     5 failures in 10 minutes put it out of service for 30 minutes or until a reset. Restarts a day are
//     limited.
//   - One call at a time on the wire. Another command for a busy driver is refused (device_busy), unless the
//     busy one was cancelled: then it waits. For a driver that does not run: device_offline at once; one that
//     is just starting, or rests until needed, makes it wait.
//   - A cancelled card or document reading ends as cancelled whatever the driver answers; a cancelled page
//   ends
//     with the driver's own word, because paper moved or it did not.
//   - A Cancel does not wait for the disk and may come before its target, which is then refused (cancelled).
//   - A printer is cleared after every start before it prints.
//   - ForgetPersonal reaches each running driver as soon as its call has ended. A driver that cannot forget
//   is
//     killed: a process that is gone holds nothing.
// Every Command but Cancel ends in exactly one Completed, `within` after its release at the latest. So that a
// driver's silence is known by then, the driver gets 2 s less (half of it if that would be too little).
#pragma once

#include <memory>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/device/driver_spec.h"
#include "kiosk/device/effect.h"
#include "kiosk/device/rules.h"
#include "kiosk/model/early_cancels.h"

namespace kiosk24::device {

class Supervisor;

class Machine {
  public:
    explicit Machine(const std::vector<DriverSpec>& drivers, const Rules& rules = {});
    ~Machine();
    Machine(const Machine&) = delete;
    Machine& operator=(const Machine&) = delete;

    // What happens because of `input`, in order.
    Outputs advance(Moment now, Input input);
    // When it wants input::Wake at the latest; kNever: not by itself.
    Moment next_wake() const;
    // After Stop: every process has ended and every command is completed.
    bool is_over() const;

  private:
    struct Forgetting {
        Command command;
        Moment due;
    };
    void release(Moment now, Command command, Outputs& out);
    void cancel(Moment now, CommandId target, Outputs& out);
    void forget(Moment now, Command command, Outputs& out);
    void finish_forgetting(Moment now, Outputs& out);
    void wake_for_a_card(Moment now, Outputs& out);
    Supervisor* find(const std::string& device);

    const Rules rules_;
    std::vector<std::unique_ptr<Supervisor>> drivers_;
    std::vector<Forgetting> forgetting_;
    EarlyCancels early_cancels_;
    bool is_stopping_ = false;
};

}  // namespace kiosk24::device
