// The times and limits that drivers are held to. The defaults are the house's; tests may shorten them.
#pragma once

#include <array>

#include "kiosk/base/clock.h"

namespace kiosk24::device {

struct Rules {
    Milliseconds hello{5'000};  // from start to hello
    Milliseconds first_condition{
        5'000};                        // from hello to the first condition; after that it is taken as online
    Milliseconds silence{2'000};       // how long past its deadline a call may stay unanswered
    Milliseconds cancel_grace{3'000};  // how long a cancelled call may stay unanswered
    Milliseconds last_breath{500};     // from a closed connection to the process's end, which says why
    Milliseconds let_go{3'000};  // from closing the connection to the kill, when a driver is ended kindly
    Milliseconds clear{10'000};  // the room's own clearing of a printer
    Milliseconds default_within{60'000};  // for a command that names no time

    std::array<Milliseconds, 7> restart_after{Milliseconds(1'000), Milliseconds(2'000),  Milliseconds(4'000),
                                              Milliseconds(8'000), Milliseconds(16'000), Milliseconds(32'000),
                                              Milliseconds(60'000)};
    Milliseconds healthy{60'000};  // running this long makes the next restart a quick one again
    int failures = 5;              // so many within failures_window: out of service
    Milliseconds failures_window{10 * 60'000};
    Milliseconds out_of_service{30 * 60'000};  // then one more try
    // Restarts reset the device and wear it out.
    int restarts_a_day = 40;
    Milliseconds day{24 * 60 * 60'000};

    Milliseconds unused{60'000};  // an on-demand driver without work ends after this
    int messages_a_second = 50;   // more is a flood
    std::size_t bulk_on_loan = 2;
};

}  // namespace kiosk24::device
