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
#include "kiosk/model/remote.h"
#include "kiosk/model/service_mode.h"
#include "kiosk/model/terminal.h"

namespace kiosk24 {

namespace event {
// The journal is open. Cases whose story is not over, and the number of this start (counts up, never
// repeats).
struct Started {
    std::uint32_t boot = 0;
    std::vector<CaseFile> open_cases;
    RemoteOrders remote = {};
    ServiceRecord service = {};
};
struct Tick {};  // at least once a second while anybody is here
struct CatalogueReady {
    CataloguePtr catalogue;
};  // verified and checked by the workshop
struct DeviceChanged {
    std::string device;
    Condition condition;
};
struct DeviceGreeted {  // its driver has just started
    std::string device;
    DeviceIdentity identity;
};
struct FaceHinted {
    std::string device;
    FaceHint hint = FaceHint::look_here;
};  // while a face is being captured, at every change
struct PlatformChanged {
    bool reachable = false;
    Fault fault = Fault::none;
};
struct JournalFailed {
    Fault fault = Fault::journal_failed;
};  // nothing can be recorded: nobody may be served; Fault::none: mended, entries are taken again
// A command of the central hub that carries a trusted signature (or claims one, and `refusal` says so); the
// flow decides on everything else.
struct HubCommandArrived {
    HubCommand command;
    CommandRefusal refusal = CommandRefusal::none;
};
struct HubChanged {
    bool reachable = false;
    Fault fault = Fault::none;
};
// What the next heartbeat says of the ledger.
struct LedgerGrew {
    std::string audit_head;     // 64 hex digits
    std::uint64_t backlog = 0;  // what must still reach the platform
};
}  // namespace event

using Event = std::variant<event::Started, event::Tick, event::CatalogueReady, event::DeviceChanged,
                           event::DeviceGreeted, event::PlatformChanged, event::JournalFailed, Completed,
                           event::HubCommandArrived, event::HubChanged, event::LedgerGrew, event::FaceHinted>;
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
