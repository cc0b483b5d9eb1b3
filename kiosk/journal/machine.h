// The journal's decisions as pure functions: what an answer proves, what is remembered of a command while it
// is open, what becomes of one that a power cut left open, and how long to wait. No clock, no file, no
// SQLite: a simulator and the tests call them with any value.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/model/command.h"

namespace kiosk24::journal {

// What is kept of a command between its commit and its answer. `facts` hold what the derivation needs
// (document, page, job, pages, key, request) and never personal data.
struct OpenCommand {
    CommandId id = 0;
    CaseId case_id;
    WallTime at;
    std::string what;  // the command's name: "print_page"
    std::map<std::string, std::string> facts;
    bool operator==(const OpenCommand&) const = default;
};
OpenCommand remember(const Command& command, WallTime at);
// False for Cancel, which has no Completed of its own.
bool has_answer(const Command& command);

// Must the command be on disk before it is released, and its answer before it is delivered? True for whatever
// concerns a case, carries entries, or is durable (a call-back, a rating), except a bare Cancel. False for
// the rest (reading a card, wiping the drivers, the catalogue): they pass even while nothing can be recorded.
bool needs_commit(const Command& command);

// The entries that the answer to `command` proves, in order, stamped `at`. `file` is the case as it stands
// before. Empty if the answer proves nothing (a failed question) or nothing new (the same answer once more).
std::vector<LedgerEntry> proved_by(const OpenCommand& command, const CommandResult& result,
                                   const CaseFile& file, WallTime at);

// A command found open at the start: nobody knows what became of it. outcome_unknown, outcome unknown.
Completed interrupted(const OpenCommand& command);
// The command was not released because `error` stopped its commit: outcome not_done.
Completed not_released(const Command& command, const Error& error);
// It was carried out but what it proves could not be recorded: outcome unknown, to be settled once the
// journal is mended (submissions by key, pages by RecallPage).
Completed not_recorded(const Completed& completed, const Error& error);

// Is the disk at fault (the journal is out of order), or only this command (a broken contract)?
bool is_storage_error(const Error& error);
// journal_full for a disk that takes no more, journal_failed for every other storage error, none otherwise.
Fault fault_of(const Error& error);

// Before the n-th try to reopen (n counts from 1): 1, 2, 4 ... 60 s.
Milliseconds reopen_delay(int attempt);

// What becomes of an outbox item after an attempt to deliver it.
enum class OutboxState { waiting, delivered, refused };
OutboxState outbox_after(const CommandResult& result);
std::string_view name_of(OutboxState state);
// So many of them are on their way at a time, the oldest first, one a person: whoever stands at the terminal
// comes first.
inline constexpr std::size_t kMostInFlight = 4;
// After one that was not delivered nothing else leaves for so long, unless the link is told to be up; that
// one waits longer and longer, so that it cannot stand in the way of the rest.
inline constexpr Milliseconds kOutboxPause{60'000};
Milliseconds outbox_pause(int tries);
// Does somebody at the terminal wait for this command's answer from the platform?
bool is_live(const OpenCommand& command);
inline constexpr Milliseconds kOutboxDeadline{30'000};

// Command ids that the journal itself mints (outbox, again): the upper half of the boot's counter, which the
// flow never reaches.
CommandId own_command_id(std::uint32_t boot, std::uint32_t counter);
bool is_own_command_id(CommandId id);

}  // namespace kiosk24::journal
