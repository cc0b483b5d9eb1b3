// The journal's thread: owns the keeper and its one SQLite connection, takes messages from the inbox, hands
// commands and events on. Sleeps in its inbox; reads both clocks for the keeper.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "kiosk/base/inbox.h"
#include "kiosk/journal/keeper.h"

namespace kiosk24::journal {

// Called on the journal's thread; they must only push into another thread's inbox.
struct Callbacks {
    std::function<void(Command)> release;              // committed: to the room that carries it out
    std::function<void(Event)> deliver;                // to main: Started, JournalFailed, Completed
    std::function<void(event::LedgerGrew)> grew = {};  // to main, for the heartbeat; may be empty
};

class Thread {
  public:
    Thread(KeeperSettings settings, Callbacks callbacks);
    ~Thread();  // stop()
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;

    // Every command of the flow, every Completed of device and net, and LinkIsUp go in here, from any thread.
    Inbox<Message>& inbox() { return inbox_; }
    void start();
    // Handles what already waits, closes the ledger, ends the thread.
    void stop();

  private:
    void run();
    void hand_on(Outputs outputs);

    Keeper keeper_;
    Callbacks callbacks_;
    Inbox<Message> inbox_;
    std::atomic<bool> is_stopping_{false};
    std::thread thread_;
};

// The entries of the last run, facts only, for journeys and maintainers: opens the ledger by itself, so the
// terminal must have ended.
Result<std::vector<LedgerEntry>> entries_of_last_run(const LedgerOptions& options);

}  // namespace kiosk24::journal
