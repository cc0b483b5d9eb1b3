// When a driver that failed is started again: soon, later, or not until a good while has passed or a person
// asks.
#pragma once

#include <deque>

#include "kiosk/base/clock.h"
#include "kiosk/device/rules.h"

namespace kiosk24::device {

enum class Standing { in_service, out_of_service };

struct Restart {
    Moment at;
    Standing standing = Standing::in_service;
};

class RestartPolicy {
  public:
    explicit RestartPolicy(const Rules& rules) : rules_(rules) {}

    // It failed at `now`.
    Restart failed(Moment now);
    // It has been running for Rules::healthy: the next restart is a quick one.
    void healthy() { step_ = 0; }
    // A person asked for another try: the failures of the last minutes are forgiven, the day's are not.
    void forgive();

  private:
    const Rules rules_;
    std::size_t step_ = 0;
    std::deque<Moment> recent_;  // failures within failures_window
    std::deque<Moment> today_;   // failures within a day
};

}  // namespace kiosk24::device
