// How long a call may take and how it is told to stop. A vendor's call looks at both often: it sleeps at most
// until left() and wakes when stop().fd() becomes readable.
#pragma once

#include <memory>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace kiosk24::drivers {

// Somebody may no longer want the answer. Copies share one flag. Thread-safe.
class StopToken {
  public:
    // A token that nobody requests to stop.
    StopToken() = default;
    bool requested() const;
    // Readable from the moment the stop was requested, for a poll() of the device's own; -1 for the empty
    // token. Only poll it.
    int fd() const;

  private:
    friend class StopSource;
    struct Flag;
    std::shared_ptr<Flag> flag_;
};

class StopSource {
  public:
    StopSource();
    StopToken token() const { return token_; }
    void request();

  private:
    StopToken token_;
};

struct Limits {
    Moment deadline = kNever;  // of monotonic_now()
    StopToken stop;

    // Not negative.
    Milliseconds left() const;
    // Same stop, with a deadline `longest` from now at the latest: for one step of a call.
    Limits within(Milliseconds longest) const;
    // cancelled or timed_out if the call should end now.
    Status check() const;
    // Sleeps `time` or until the deadline or the stop, then the same as check().
    Status pause(Milliseconds time) const;
};

}  // namespace kiosk24::drivers
