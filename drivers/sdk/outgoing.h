// What waits to be sent to the terminal: at most 16 messages, sent without blocking. One thread.
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "kiosk/wire/driver_message.h"

namespace kiosk24::drivers {

inline constexpr std::size_t kMostOutgoing = 16;

class Outgoing {
  public:
    // device_busy if answers alone fill the queue: the terminal does not listen. A condition that still waits
    // gives way to a newer one: only the newest matters.
    Status push(const wire::FromDriver& message);
    // Sends what the socket takes now. unreachable: the terminal is gone.
    Status flush(int socket);
    bool is_empty() const { return queue_.empty(); }

  private:
    enum class Kind { condition, other };
    struct Entry {
        Kind kind;
        std::string bytes;
    };
    std::deque<Entry> queue_;
};

}  // namespace kiosk24::drivers
