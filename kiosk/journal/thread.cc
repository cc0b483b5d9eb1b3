#include "kiosk/journal/thread.h"

#include <pthread.h>

#include <algorithm>

namespace kiosk24::journal {
namespace {

Now read_clocks() {
    return {monotonic_now(), wall_now()};
}

Milliseconds sleep_until(Moment wake) {
    // Short enough that stop() is noticed even if its nudge is missed; long enough to use no processor.
    constexpr Milliseconds kLongest{60'000};
    if (wake == kNever) return kLongest;
    return std::clamp(wake - monotonic_now(), Milliseconds{0}, kLongest);
}

}  // namespace

Thread::Thread(KeeperSettings settings, Callbacks callbacks)
    : keeper_(std::move(settings)), callbacks_(std::move(callbacks)) {}

Thread::~Thread() {
    stop();
}

void Thread::start() {
    thread_ = std::thread([this] { run(); });
    pthread_setname_np(thread_.native_handle(), "journal");
}

void Thread::stop() {
    if (!thread_.joinable()) return;
    is_stopping_ = true;
    inbox_.push(LinkIsUp{});  // wakes it
    thread_.join();
}

void Thread::run() {
    hand_on(keeper_.start(read_clocks()));
    while (true) {
        // Read before the inbox: whatever was pushed before stop() is then handled.
        const bool is_last_round = is_stopping_;
        auto messages = inbox_.take_all();
        for (auto& message : messages)
            hand_on(keeper_.handle(std::move(message), read_clocks()));
        if (is_last_round) break;
        hand_on(keeper_.wake(read_clocks()));
        if (callbacks_.grew) {
            if (auto grew = keeper_.growth()) callbacks_.grew(*std::move(grew));
        }
        if (!messages.empty()) continue;
        Outputs outputs;
        const bool is_more = keeper_.do_idle_work(read_clocks(), outputs);
        hand_on(std::move(outputs));
        inbox_.wait(is_more ? Milliseconds{0} : sleep_until(keeper_.next_wake()));
    }
    keeper_.close();
}

void Thread::hand_on(Outputs outputs) {
    for (auto& command : outputs.release)
        callbacks_.release(std::move(command));
    for (auto& event : outputs.deliver)
        callbacks_.deliver(std::move(event));
}

Result<std::vector<LedgerEntry>> entries_of_last_run(const LedgerOptions& options) {
    TRY(ledger, Ledger::open(options, wall_now()));
    TRY(boot, ledger->last_boot());
    return ledger->entries_of_boot(boot);
}

}  // namespace kiosk24::journal
