// GET /v1/terminals: everything the hub knows of its terminals, for programs. The shape stands in
// hub/api/hub.openapi.yaml. Pure.
#pragma once

#include <map>
#include <string>

#include "hub/fleet/fleet.h"

namespace kiosk24::hub {

// What a look at the fleet shows: the machine's terminals, and the newest command of each.
struct FleetView {
    const std::map<std::string, TerminalRecord>* terminals = nullptr;
    std::map<std::string, CommandRecord> commands;  // by terminal
    FleetRules rules;
    WallTime now;
};
std::string fleet_json(const FleetView& view);

}  // namespace kiosk24::hub
