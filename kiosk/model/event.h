// Something happened outside the flow.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/model/command.h"
#include "kiosk/model/intent.h"
#include "kiosk/model/terminal.h"

namespace kiosk24 {

namespace event {
// The journal is open. Cases whose story is not over, and the number of this start (counts up, never
// repeats).
struct Started {
    std::uint32_t boot = 0;
    std::vector<CaseFile> open_cases;
};
struct Tick {};  // at least once a second while anybody is here
struct CatalogueReady {
    CataloguePtr catalogue;
};  // verified and checked by the workshop
struct DeviceChanged {
    std::string device;
    Condition condition;
};
struct PlatformChanged {
    bool reachable = false;
    Fault fault = Fault::none;
};
struct JournalFailed {
    Fault fault = Fault::journal_failed;
};  // nothing can be recorded: nobody may be served; Fault::none: mended, entries are taken again
}  // namespace event

using Event = std::variant<event::Started, event::Tick, event::CatalogueReady, event::DeviceChanged,
                           event::PlatformChanged, event::JournalFailed, Completed>;
std::string_view name_of(const Event& event);

// Time and randomness, stamped on every input by the pump of the main thread. The flow has no other source of
// either.
struct Stamp {
    Moment now;
    WallTime wall;
    std::array<std::uint8_t, 32> entropy{};
};
struct Input {
    Stamp stamp;
    std::variant<Intent, Event> body;
};

}  // namespace kiosk24
