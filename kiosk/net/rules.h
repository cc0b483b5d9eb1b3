// How patient the network room is.
#pragma once

#include "kiosk/base/clock.h"

namespace kiosk24::net {

struct Rules {
    // Between two attempts: doubles from the first to the longest; of each, the upper half is chance, so that
    // three hundred terminals do not come back in step.
    Milliseconds retry_first{400}, retry_longest{15'000};
    // A submission is sent again (same key) if there was no answer for so long; other commands give one
    // attempt all the time they have.
    Milliseconds submission_attempt{20'000};
    Milliseconds grace{250};   // the transport's limit behind the machine's deadline
    int most_bad_replies = 2;  // answers that break the contract, before a command gives up

    int failures_until_unreachable = 2;  // in a row
    Milliseconds probe_idle{30'000};     // after so long without an answer, GET /v1/health
    Milliseconds probe_first{1'000}, probe_longest{60'000};  // while unreachable, like retry
    Milliseconds probe_within{5'000};

    std::size_t most_open = 256;  // commands at a time; more are refused as server_busy
};

}  // namespace kiosk24::net
