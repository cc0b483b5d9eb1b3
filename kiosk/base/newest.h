// A slot for one value of which only the newest counts: put() from any thread, newest() from any thread. For
// what is shown and never decided on (the camera's preview); everything else travels through an inbox.
#pragma once

#include <cstdint>
#include <mutex>
#include <utility>

namespace kiosk24 {

template <typename T>
class Newest {
  public:
    void put(T value) {
        const std::lock_guard lock(mutex_);
        std::swap(value_, value);
        ++number_;
        // The one before is freed after the lock, as `value` goes.
    }
    // Which put() it was, counting from 1; 0: none yet.
    std::pair<T, std::uint64_t> newest() const {
        const std::lock_guard lock(mutex_);
        return {value_, number_};
    }

  private:
    mutable std::mutex mutex_;
    T value_{};
    std::uint64_t number_ = 0;
};

}  // namespace kiosk24
