// What the hub knows of each terminal, of its commands and of enrolment codes: plain values, kept by
// hub/store.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/envelope.h"
#include "kiosk/model/heartbeat.h"

namespace kiosk24::hub {

// never: enrolled, and not heard yet. lost: three beats were missed; the next beat clears it.
enum class Link { never, up, lost };
std::string_view name_of(Link link);
std::optional<Link> link_named(std::string_view name);

inline constexpr std::size_t kMostPastBoots = 64;

// Times are the hub's own; a terminal's clock is never believed.
struct TerminalRecord {
    std::string terminal_id;
    std::string certificate_sha256;  // the one that counts; an earlier one is refused
    WallTime enrolled;
    Link link = Link::never;
    WallTime link_since;
    WallTime last_seen;                   // only a beat that was accepted changes it
    std::int64_t clock_offset_ms = 0;     // the terminal's clock minus the hub's at that beat
    std::optional<Heartbeat> beat;        // the last one
    std::vector<std::string> past_boots;  // replaced by a later one; oldest first, at most kMostPastBoots
    bool operator==(const TerminalRecord&) const = default;
};

struct CommandRecord {
    HubCommand command;
    Envelope envelope;
    std::optional<CommandOutcome> outcome;
    WallTime outcome_at;  // when the hub heard it
    bool operator==(const CommandRecord&) const = default;
};

struct CodeRecord {
    std::string code_sha256;  // of the plain code, hex: the code itself is not kept
    std::string terminal_id;
    WallTime issued, expires;
    // Set when it was used; the same request may come again if the reply was lost.
    WallTime spent;
    std::string key_sha256, certificate_pem;
    bool operator==(const CodeRecord&) const = default;
};

}  // namespace kiosk24::hub
