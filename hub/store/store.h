// What the hub holds, in SQLite: whatever it has answered is there after a power cut. `serve` keeps one open,
// and the command line another beside it; SQLite lets one write at a time. One thread at a time. Errors are
// broken_storage.
//
// Beats are many and small: between begin_batch() and commit_batch() they share one sync, and nobody is
// answered before it. History stands in a table a day (beats_20261122), thrown away whole after
// kHistory_days.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "hub/fleet/records.h"
#include "hub/sqlite/database.h"
#include "kiosk/wire/hub_message.h"

namespace kiosk24::hub {

inline constexpr int kHistory_days = 7;

class Store {
  public:
    static Result<Store> open(const std::filesystem::path& file, const sqlite::OpenOptions& options = {});

    Result<std::vector<TerminalRecord>> terminals();
    Result<bool> is_enrolled(const std::string& terminal_id);
    // The record of a beat that was accepted, and one row of history. False, and nothing changed: a beat of
    // that boot and sequence or a later one is there already, or that boot was replaced.
    Result<bool> keep_beat(const TerminalRecord& terminal);
    Status keep_link(const TerminalRecord& terminal);
    // Newest first.
    Result<std::vector<Heartbeat>> history(const std::string& terminal_id, std::size_t most);

    // Earlier codes of the same terminal that nobody used are worth nothing from now on.
    Status keep_code(const CodeRecord& code);
    Result<std::optional<CodeRecord>> code(const std::string& code_sha256);
    // A spent code and the terminal's new certificate, at once or not at all. False: it was spent meanwhile.
    Result<bool> enrol(const CodeRecord& spent, const std::string& certificate_sha256);

    Status keep_command(const CommandRecord& command);
    // Without outcome and not expired, oldest first.
    Result<std::vector<wire::PendingCommand>> pending_commands(const std::string& terminal_id, WallTime now);
    // An outcome of another terminal's command, or a second one, is ignored.
    Status keep_outcome(const std::string& terminal_id, const CommandOutcome& outcome, WallTime now);
    // Newest first; `terminal_id` empty: the newest of each terminal.
    Result<std::vector<CommandRecord>> commands(const std::string& terminal_id);

    Status begin_batch();
    Status commit_batch();
    void drop_batch();

  private:
    explicit Store(sqlite::Handle database) : database_(std::move(database)) {}
    Status make_day(const std::string& day);
    Result<std::vector<std::string>> days();

    sqlite::Handle database_;
    std::string day_;  // whose table is known to be there
    std::unique_ptr<sqlite::Transaction> batch_;
};

}  // namespace kiosk24::hub
