// The printer's inside as a person sees it: paper, covers, toner, what the hand at the machine does. The peer
// writes it to a file, the engine reads it while it prints; a write replaces the file at once.
#pragma once

#include <set>
#include <string>

#include "kiosk/base/result.h"

namespace kiosk24::virtual_devices {

enum class Gate { open, held };

struct Machine {
    // printer-state-reasons that stand, without suffix: "media-empty", "toner-low", ...
    std::set<std::string> reasons;
    int slow_ms = 0;         // how long a sheet takes
    Gate gate = Gate::open;  // held: the sheet waits before the fuser until released
    int abort_next = 0;      // so many of the next jobs fail
    bool operator==(const Machine&) const = default;
};

// The reasons that ippeveprinter can say; it drops others silently.
bool can_say(std::string_view reason);
// While one of them stands no sheet moves.
bool is_blocked(const Machine& machine);
// "media-empty,toner-low"; "none".
std::string reasons_text(const Machine& machine);

// broken_storage, bad_input.
Status store(const Machine& machine, const std::string& path);
Result<Machine> load(const std::string& path);

}  // namespace kiosk24::virtual_devices
