// The calls of one driver process, without I/O: what arrived and the time go in; answers, the next call to
// start and the next wake-up come out. serve.h says the rules. One thread.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "drivers/sdk/bulk.h"
#include "drivers/sdk/device.h"
#include "kiosk/wire/driver_message.h"

namespace kiosk24::drivers {

inline constexpr std::size_t kMostWaitingCalls = 16;
inline constexpr Milliseconds kAfterDeadline{500};
inline constexpr Milliseconds kAfterCancel{1500};
inline constexpr Milliseconds kStuck{30'000};

// A call that the worker is to start now.
struct StartedCall {
    std::uint64_t id = 0;
    wire::Ask ask;
    Bulk bulk;
    Limits limits;
};

class Calls {
  public:
    // `memfd` is what came with the message.
    void on_call(wire::Call call, Descriptor memfd, Moment now);
    void on_cancel(std::uint64_t id, Moment now);
    // The worker ended the running call and holds nothing of it any more.
    void on_finished(std::uint64_t id, Answer<wire::Give> answer);
    void on_time(Moment now);
    // Nobody listens any more: the running call is told to stop, waiting ones are dropped.
    void stop_all();

    // What to send now, in order.
    std::vector<wire::FromDriver> take_messages() { return std::exchange(messages_, {}); }
    // A call runs and has not been answered.
    bool is_open() const { return running_ && running_->answered_for_at == kNever; }
    // The next call, if none runs.
    std::optional<StartedCall> take_next();
    // When on_time() must be called at the latest; kNever if nothing is awaited.
    Moment wake_at() const;
    // The device has not come back for kStuck after its call was answered for it.
    bool is_stuck(Moment now) const;

  private:
    struct Waiting {
        wire::Call call;
        Bulk bulk;
        Moment deadline;
    };
    struct Running {
        std::uint64_t id = 0;
        bool moves_paper = false, has_bulk = false;
        Moment deadline;
        StopSource stop;
        Moment cancelled_at = kNever;
        Moment answered_for_at = kNever;  // kNever: not answered yet
    };
    Moment answer_for_at() const;
    void answer_for(Moment now);
    void refuse(const wire::Call& call, Code code, std::string detail);

    std::deque<Waiting> waiting_;
    std::optional<Running> running_;
    std::uint64_t newest_id_ = 0;
    std::vector<wire::FromDriver> messages_;
};

}  // namespace kiosk24::drivers
