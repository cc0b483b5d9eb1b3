// How the terminal stands with the central hub, and what the hub ordered. What was ordered is nothing but the
// ledger's hub_command entries folded in order, so the journal after a restart (event::Started) and the flow
// in a running terminal hold the same value.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/model/case_file.h"
#include "kiosk/model/device.h"
#include "kiosk/model/heartbeat.h"
#include "kiosk/model/language.h"

namespace kiosk24 {

// Whether the centre lets this terminal serve.
struct RemoteService {
    bool is_out = false;
    LocalText notice;  // for the citizens while it is out
    bool operator==(const RemoteService&) const = default;
};

// A command that was decided on: kept until it expires, so that no command is obeyed twice.
struct DecidedCommand {
    CommandOutcome outcome;
    WallTime expires;
    bool was_repeated = false;  // it came again, and the ledger knows
    bool operator==(const DecidedCommand&) const = default;
};

struct RemoteOrders {
    RemoteService service;                // as the last command that was done wants it
    std::vector<DecidedCommand> decided;  // in the order of the ledger
    const DecidedCommand* find(std::string_view command_id) const;
    bool operator==(const RemoteOrders&) const = default;
};

// What the ledger keeps of a decision. No case, nothing personal.
LedgerEntry entry_of(const HubCommand& command, CommandRefusal refusal, WallTime at);
// The orders after one more entry. Entries of another kind leave them untouched; commands that had expired
// when the entry was written are forgotten.
RemoteOrders fold(RemoteOrders orders, const LedgerEntry& entry);

struct Remote {
    RemoteOrders orders;                             // its service is in force
    std::optional<RemoteService> next;               // recorded; in force when the citizen has gone
    std::map<std::uint64_t, LedgerEntry> recording;  // decided, and on the way to the ledger, by command
    bool is_used = false;                            // false: this terminal has no hub
    bool is_reachable = false;
    Fault fault = Fault::none;
};

}  // namespace kiosk24
