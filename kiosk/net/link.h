// Can the platform be reached? A small state machine over answers and failures, with probes of its own while
// nothing else asks. Part of the machine: pure.
#pragma once

#include <optional>

#include "kiosk/model/event.h"
#include "kiosk/net/back_off.h"
#include "kiosk/net/http.h"
#include "kiosk/net/rules.h"

namespace kiosk24::net {

class Link {
  public:
    explicit Link(const Rules& rules) : rules_(rules) {}

    // An answer of the platform. `working`: it served, or said no for a reason of the request; a 5xx shows a
    // connection, but does not end an outage. A changed state is returned.
    enum class Health { working, failing };
    std::optional<event::PlatformChanged> answered(Moment now, Health health);
    std::optional<event::PlatformChanged> failed(Moment now, Fault fault, Chance& chance);
    // A command got no answer in its time: the platform may be slow or gone, a probe will tell.
    void suspected(Moment now) { probe_at_ = now; }

    // When to probe; kNever before begin() and while a probe is on its way.
    Moment probe_at() const { return probe_is_out_ ? kNever : probe_at_; }
    void begin(Moment now) { probe_at_ = now; }
    void probe_started() { probe_is_out_ = true; }
    void probe_ended() { probe_is_out_ = false; }

  private:
    enum class State { unknown, reachable, unreachable };

    const Rules rules_;
    State state_ = State::unknown;
    Fault fault_ = Fault::none;
    int failures_ = 0;  // in a row
    bool probe_is_out_ = false;
    Moment probe_at_ = kNever;
};

// The fault that a failed exchange shows.
Fault fault_of(HttpProblem problem);

}  // namespace kiosk24::net
