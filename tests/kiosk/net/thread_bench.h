// A running network thread and what came out of it.
#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "kiosk/net/thread.h"

namespace kiosk24::net {

inline Rules quick_rules() {
    Rules rules;
    rules.retry_first = Milliseconds(20);
    rules.retry_longest = Milliseconds(200);
    rules.probe_first = Milliseconds(20);
    rules.probe_longest = Milliseconds(200);
    rules.probe_within = Milliseconds(2'000);
    return rules;
}

class ThreadBench {
  public:
    explicit ThreadBench(const Transport& transport, const Rules& rules = quick_rules()) {
        Thread::Listener listener;
        listener.completed = [this](Completed completed) {
            note([&] { completed_.emplace(completed.id, std::move(completed)); });
        };
        listener.changed = [this](event::PlatformChanged change) {
            note([&] { changes_.push_back(change); });
        };
        listener.catalogue_arrived = [this](CatalogueArrived catalogue) {
            note([&] { catalogue_ = std::move(catalogue); });
        };
        thread_ = Thread::start(transport, std::move(listener), rules).value();
    }

    CommandId release(What what, Milliseconds within = Milliseconds(15'000)) {
        Command command;
        command.id = ++last_;
        command.within = within;
        command.what = std::move(what);
        thread_->push(std::move(command));
        return last_;
    }
    // Nothing after 30 s.
    std::optional<Completed> wait(CommandId id) {
        std::unique_lock lock(mutex_);
        const auto is_there = [&] { return completed_.contains(id); };
        if (!happened_.wait_for(lock, kPatience, is_there)) return std::nullopt;
        return completed_.at(id);
    }
    std::optional<Completed> ask(What what, Milliseconds within = Milliseconds(15'000)) {
        return wait(release(std::move(what), within));
    }
    // The failure of a command; a Failed with an empty error text never happens.
    std::optional<result::Failed> fail(What what, Milliseconds within = Milliseconds(15'000)) {
        const auto completed = ask(std::move(what), within);
        if (!completed) return std::nullopt;
        const auto* failed = std::get_if<result::Failed>(&completed->result);
        return failed == nullptr ? std::nullopt : std::optional(*failed);
    }
    std::optional<CatalogueArrived> wait_for_catalogue() {
        std::unique_lock lock(mutex_);
        if (!happened_.wait_for(lock, kPatience, [&] { return catalogue_.has_value(); })) return std::nullopt;
        return std::exchange(catalogue_, std::nullopt);
    }
    // True once the last change says so.
    bool wait_until(bool reachable) {
        std::unique_lock lock(mutex_);
        return happened_.wait_for(
            lock, kPatience, [&] { return !changes_.empty() && changes_.back().reachable == reachable; });
    }
    Fault last_fault() {
        const std::lock_guard lock(mutex_);
        return changes_.empty() ? Fault::none : changes_.back().fault;
    }
    Thread& thread() { return *thread_; }

  private:
    static constexpr std::chrono::seconds kPatience{30};
    template <typename Change>
    void note(Change change) {
        const std::lock_guard lock(mutex_);
        change();
        happened_.notify_all();
    }

    std::mutex mutex_;
    std::condition_variable happened_;
    std::map<CommandId, Completed> completed_;
    std::vector<event::PlatformChanged> changes_;
    std::optional<CatalogueArrived> catalogue_;
    CommandId last_ = 0;
    std::unique_ptr<Thread> thread_;  // last: its callbacks use the rest
};

}  // namespace kiosk24::net
