// The one way into a thread: a queue of messages. push() from any thread; take_all() and wait() from the
// owner only. The owner sleeps in wait(), or in a poll of its own on wake_fd() (readable while a message
// waits), or is woken by the callback given to the constructor (called on the pushing thread; it must only
// wake the owner).
#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace kiosk24 {

template <typename Message>
class Inbox {
  public:
    explicit Inbox(std::function<void()> wake_owner = {})
        : wake_owner_(std::move(wake_owner)), wake_fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~Inbox() {
        if (wake_fd_ >= 0) ::close(wake_fd_);
    }
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    void push(Message message) {
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(std::move(message));
        }
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(wake_fd_, &one, sizeof one);
        arrived_.notify_one();
        if (wake_owner_) wake_owner_();
    }

    // Everything that waits, oldest first; empty if nothing does. Clears wake_fd().
    std::vector<Message> take_all() {
        std::uint64_t count = 0;
        [[maybe_unused]] const auto read = ::read(wake_fd_, &count, sizeof count);
        const std::lock_guard lock(mutex_);
        return std::exchange(waiting_, {});
    }

    // Sleeps until a message waits or `longest` has passed.
    void wait(std::chrono::milliseconds longest) {
        std::unique_lock lock(mutex_);
        arrived_.wait_for(lock, longest, [this] { return !waiting_.empty(); });
    }

    int wake_fd() const { return wake_fd_; }

  private:
    std::function<void()> wake_owner_;
    int wake_fd_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<Message> waiting_;
};

}  // namespace kiosk24
