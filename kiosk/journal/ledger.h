// The case ledger on disk: an append-only book of entries in SQLite (WAL, synchronous=FULL), one transaction
// a commit, each entry chained to the one before by SHA-256. Every call is synchronous and belongs to the
// thread that opened the ledger; times come in as arguments.
//
// Errors of every call: out_of_space (full or read-only), broken_storage (unreadable, wrong key), bad_input
// (found damaged: opening it again sets it aside), bad_argument (an entry without a case, a case opened
// twice, a command already open): the caller's fault, and nothing was written.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/journal/machine.h"
#include "kiosk/journal/outgoing.h"
#include "kiosk/model/case_file.h"
#include "kiosk/model/command.h"
#include "kiosk/model/remote.h"
#include "kiosk/model/service_mode.h"
#include "kiosk/seal/digest.h"

namespace kiosk24::seal {
class KeyStore;
}

namespace kiosk24::journal {

class Database;

struct LedgerOptions {
    std::string path;  // of the database file; its directory exists. Only one process can hold it open.
    std::string vfs;   // SQLite's VFS by name; empty: the default
    std::shared_ptr<const seal::KeyStore> keys;  // nobody changes it while the ledger is open
};

// One transaction's worth of change. Everything in it becomes durable together, or nothing does.
struct Change {
    std::vector<LedgerEntry> entries;
    std::optional<OpenCommand> open;   // is now open
    std::vector<CommandId> close;      // are open no more
    std::optional<Outgoing> outgoing;  // put into the outbox (once: a key already there stays as it is)
    CaseId outgoing_case;
    struct KeptDraft {
        Draft draft;
        PersonalText id_number;
    };
    std::optional<KeptDraft> draft;  // instead of what was kept for that person
    struct Settled {
        std::string key;
        OutboxState state = OutboxState::delivered;
    };
    std::optional<Settled> settled;  // what became of an outbox item; its payload is erased
};

// Which of the waiting items are wanted: called oldest first, with the key and whose it is (empty: nobody's),
// until there are `most`.
struct OutboxChoice {
    std::size_t most = std::numeric_limits<std::size_t>::max();
    std::function<bool(const std::string& key, const Bytes& subject)> takes = {};  // none: all
};
struct OutboxItem {
    Outgoing outgoing;
    CaseId case_id;
    WallTime at;
};

struct Boot {
    std::uint32_t number = 0;
    std::vector<CaseFile> open_cases;      // oldest first
    std::vector<OpenCommand> interrupted;  // were open when the last run ended; open no more
    RemoteOrders remote;                   // what the central hub ordered
    ServiceRecord service;                 // of service mode
};

struct Erased {
    std::int64_t cases = 0, entries = 0;
    bool is_all = true;  // false: more is due, call again
};

struct ChainReport {
    std::int64_t entries = 0, records = 0;     // of entries and of erasures, that hold
    std::optional<std::int64_t> first_broken;  // id of the first entry or erasure record that does not
    std::string reason;
};

class Ledger {
  public:
    // Opens or creates. Refuses: a newer schema (unsupported), a wrong key or a cut-off chain
    // (broken_storage), a corrupt file, which is first moved aside to `<path>.corrupt-<unix seconds>`; while
    // such a file lies there and no ledger does, nothing is created in its place (broken_storage): a person
    // restores it, or calls accept_loss.
    static Result<std::unique_ptr<Ledger>> open(const LedgerOptions& options, WallTime now);
    // Renames what was moved aside to `<path>.lost-...`, so that the next open starts an empty book. Returns
    // how many files.
    static Result<int> accept_loss(const std::string& path);
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    // Counts the boot number up and closes the commands that the last run left open. Once a run.
    Result<Boot> begin_boot(WallTime now);
    // Proves that the disk takes writes again, after a failure in this run. Entries go on under `boot`.
    Status resume(std::uint32_t boot, WallTime now);
    Status commit(const Change& change, WallTime now);

    // An empty file for a case that the ledger does not know.
    Result<CaseFile> file_of(const CaseId& case_id);
    // This person's cases that is_open_for_citizen, newest first, at most `most`.
    Result<std::vector<CaseFile>> find_cases(const PersonalText& id_number, std::size_t most = 5);
    // In the order of taking.
    Result<std::vector<OutboxItem>> waiting_outbox(const OutboxChoice& choice = {});
    // How many items wait in it.
    Result<std::uint64_t> backlog();
    // What that person may go on with at `now`.
    Result<std::optional<Draft>> find_draft(const PersonalText& id_number, WallTime now);
    // Erases what may not be gone on with any more; how many.
    Result<int> erase_expired_drafts(WallTime now);
    // When the next one ends; none if none is kept.
    Result<std::optional<WallTime>> next_draft_end();
    // What the central hub ordered: its entries folded. They are not erased with time.
    Result<RemoteOrders> remote_orders();

    // What service mode's entries and the pages that came out add up to; kept beyond their retention.
    Result<ServiceRecord> service_record();
    // Newest first, with nothing about a person.
    Result<std::vector<BookLine>> latest_lines(int most);

    // Entries in the order of the book, facts only: `personal` stays sealed. Erased entries have no facts.
    Result<std::vector<LedgerEntry>> entries_of_case(const CaseId& case_id);
    Result<std::vector<LedgerEntry>> entries_of_boot(std::uint32_t boot);
    Result<std::uint32_t> last_boot();

    // Erases the sealed facts and personal fields of cases closed before `before`, and of entries without a
    // case, and forgets whose they were; at most `most_cases` a call. Digests stay, so the chain still
    // verifies; an erasure record with counts is chained too.
    Result<Erased> erase_before(WallTime before, WallTime now, int most_cases = 8);
    Result<ChainReport> verify_chain();
    // "<entries>:<hex>", travels in each heartbeat: proves later that nothing was cut off or rewritten.
    Result<std::string> audit_head();

    // The ids of the keys that something is still sealed with. Walks through the whole book.
    Result<std::set<std::string>> keys_in_use();
    // A line of the audit chain about what was done to the book ("key 0001 is destroyed"): nothing personal.
    Status note(std::string_view what, WallTime now);

    // Frames in the write-ahead log, and moving them into the database file (one slice of idle work).
    int frames_in_log() const;
    Status checkpoint();
    // A draft was erased, and its sealed bytes may still stand in the write-ahead log: clear_log() ends that.
    bool has_erased_draft() const { return has_erased_draft_; }
    Status clear_log();

  private:
    Ledger(LedgerOptions options, std::unique_ptr<Database> database);
    Status append(const LedgerEntry& entry, std::int64_t id, seal::Digest& head);
    Status append_all(const std::vector<LedgerEntry>& entries);
    Status note_sealing_key(WallTime now);
    Status open_case(const LedgerEntry& entry);
    Status keep_service_record(const std::vector<LedgerEntry>& entries);
    Status insert_command(const OpenCommand& command);
    Status insert_outgoing(const Outgoing& outgoing, const CaseId& case_id, WallTime now);
    Status keep_draft(const Change::KeptDraft& kept, WallTime now);
    Status end_draft(const LedgerEntry& entry);
    Status withdraw_application(const CaseId& case_id);
    Result<std::vector<OpenCommand>> take_open_commands();
    Result<std::vector<CaseFile>> open_cases();
    Result<std::vector<CaseFile>> files_of(const std::vector<CaseId>& case_ids);
    Status erase_case(const CaseId& case_id, std::int64_t erasure, Erased& erased);
    Status erase_loose_entries(WallTime before, std::int64_t erasure, Erased& erased);

    LedgerOptions options_;
    std::unique_ptr<Database> database_;
    std::uint32_t boot_ = 0;
    bool has_erased_draft_ = false;
};

}  // namespace kiosk24::journal
