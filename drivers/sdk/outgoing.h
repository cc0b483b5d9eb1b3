// What waits to be sent to the terminal: at most 16 messages, sent without blocking. One thread.
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "drivers/sdk/bulk.h"
#include "kiosk/wire/driver_message.h"

namespace kiosk24::drivers {

inline constexpr std::size_t kMostOutgoing = 16;

class Outgoing {
  public:
    // device_busy if answers alone fill the queue: the terminal does not listen. A condition or hint that
    // still waits gives way to a newer one: only the newest matters.
    Status push(const wire::FromDriver& message);
    // Sends what the socket takes now. unreachable: the terminal is gone.
    Status flush(int socket);
    bool is_empty() const { return queue_.empty(); }

  private:
    enum class Kind { condition, hint, other };
    struct Entry {
        Kind kind;
        std::string bytes;
        Descriptor memfd;
    };
    std::deque<Entry> queue_;
};

}  // namespace kiosk24::drivers
