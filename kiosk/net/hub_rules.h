// How patient the link to the central hub is.
#pragma once

#include "kiosk/base/clock.h"

namespace kiosk24::net {

struct HubRules {
    // Between two beats, until the hub says otherwise; the last fifth is chance, so that a hundred thousand
    // terminals do not beat in step, and none beats later than the hub expects it.
    Milliseconds every{30'000};
    Milliseconds first_within{2'000};  // after the start, at a moment of chance
    Milliseconds urgent_after{150};    // what changes in so short a time goes in one beat
    Milliseconds urgent_pause{500};    // from one beat to an urgent one: a device that flaps floods nobody
    Milliseconds answer_within{10'000};
    Milliseconds grace{250};            // the transport's limit behind the machine's deadline
    Milliseconds command_pause{5'000};  // the same command is passed on once in it: it is being decided
    // After a failure: doubles from the first to the longest, of each the upper half is chance.
    Milliseconds retry_first{1'000}, retry_longest{60'000};
    int failures_until_unreachable = 2;  // in a row
};

}  // namespace kiosk24::net
