// What the terminal says of itself to the central hub. Pure, and nothing personal can get in: a Heartbeat has
// no place for it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/model/heartbeat.h"
#include "kiosk/model/state.h"

namespace kiosk24::app {

// What the state does not know.
struct ProcessFacts {
    std::string boot_id, program_version;
    std::optional<WallTime> certificate_end;  // of the terminal's certificate that ends first
    std::uint64_t frames_presented = 0;
};

// Without `sequence`, `at` and `clock_offset_ms`, which the hub link fills in.
Heartbeat heartbeat_of(const State& state, const ProcessFacts& facts);
// Of the commands that were decided, in their order.
std::vector<CommandOutcome> outcomes_of(const State& state);

}  // namespace kiosk24::app
