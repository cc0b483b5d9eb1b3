// The journal without its thread: messages and the time in, commands to release and events to deliver out,
// and when it wants to be woken. Owns the ledger and is synchronous, so a simulator can drive it in virtual
// time.
//
//   Command    commit its `record`, remember it as open, then release it; the journal's own commands
//              (RecordOnly, FindCases) are answered here. What needs no commit passes at once.
//   Completed  commit what it proves, forget the command, fill `committed`, then deliver it.
//   LinkIsUp   release what waits in the outbox, a few at a time; each that is delivered lets the next go.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/journal/ledger.h"
#include "kiosk/journal/machine.h"
#include "kiosk/model/event.h"

namespace kiosk24::journal {

struct LinkIsUp {};
using Message = std::variant<Command, Completed, LinkIsUp>;

struct Now {
    Moment moment;
    WallTime wall;
};

// In the order in which they are to be handed on; all of `release` before `deliver`.
struct Outputs {
    std::vector<Command> release;
    std::vector<Event> deliver;
};

struct KeeperSettings {
    LedgerOptions ledger;
    Milliseconds retention{std::chrono::hours(24 * 180)};  // of closed cases
    std::string service_pin_hash = {};                     // kiosk/seal/pin_hash.h; empty: no PIN is right
};

class Keeper {
  public:
    explicit Keeper(KeeperSettings settings);

    // Opens the ledger: Started and what was interrupted, or JournalFailed. Then every message is answered,
    // with the ledger open or not.
    Outputs start(Now now);
    Outputs handle(Message message, Now now);
    // Does what is due: tries to reopen, releases the outbox again.
    Outputs wake(Now now);
    // When wake() or do_idle_work() has something to do next.
    Moment next_wake() const;

    // One slice of at most 20 ms of housekeeping (a checkpoint, some erasure), to be called while no message
    // waits. True: there is more.
    bool do_idle_work(Now now, Outputs& outputs);

    // What the next heartbeat says of the ledger, if that is new since the last call.
    std::optional<event::LedgerGrew> growth();

    // Closes the ledger for good; nothing may follow.
    void close() { ledger_.reset(); }
    bool is_open() const { return ledger_ != nullptr; }
    // For the tools; nullptr while the ledger is not open.
    Ledger* ledger() { return ledger_.get(); }

  private:
    void open(Now now, Outputs& outputs);
    void take_command(Command command, Now now, Outputs& outputs);
    void take_completed(Completed completed, Now now, Outputs& outputs);
    void answer_here(const Command& command, Now now, Outputs& outputs);
    void release_outbox(Now now, Outputs& outputs);
    Result<std::vector<OutboxItem>> next_of_outbox(Now now);
    bool is_somebody_waiting() const;
    // The ledger's own, and out of order on a storage error; bad_argument leaves it open.
    Status commit(const Change& change, Now now, Outputs& outputs);
    Result<Change> change_for(const OpenCommand& command, const CommandResult& result, Now now);
    void deliver_unrecorded(const OpenCommand& command, Completed completed, const Error& error,
                            Outputs& outputs);
    void forget(const OpenCommand& command, const CommandResult& result, Now now);
    void begin_run(Now now, Outputs& outputs);
    void resume_run(Now now, Outputs& outputs);
    void fail(const Error& error, Now now, Outputs& outputs);
    bool erase_slice(Now now, Outputs& outputs);

    KeeperSettings settings_;
    std::unique_ptr<Ledger> ledger_;  // nullptr: closed after a failure, or not open yet
    std::uint32_t boot_ = 0;          // 0: this run has not begun
    Fault told_fault_ = Fault::none;
    Error last_error_{Code::broken_storage, "the ledger is not open yet"};
    int attempts_ = 0;
    Moment reopen_at_ = kNever;
    Moment outbox_at_ = kNever;
    Moment outbox_held_until_{};  // one of them was not delivered
    struct Pause {
        int tries = 0;
        Moment until;
    };
    std::map<std::string, Pause> pauses_;  // keys of outbox items that were not delivered
    Moment erase_at_{};
    std::uint32_t next_own_command_ = 1;
    std::map<CommandId, OpenCommand> open_;       // committed and released, not answered
    std::set<std::string> in_flight_;             // keys of outbox items released and not answered
    std::vector<CommandId> answered_unrecorded_;  // delivered while the ledger was closed
    event::LedgerGrew told_growth_;
};

}  // namespace kiosk24::journal
