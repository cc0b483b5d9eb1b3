// The one thread on which a device runs. The owner (serve's thread) gives it calls and hears what became of
// them through its inbox.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

#include "drivers/sdk/calls.h"
#include "drivers/sdk/device.h"
#include "kiosk/base/inbox.h"

namespace kiosk24::drivers {

namespace heard {
struct Opened {
    Status status;
    DeviceIdentity identity;
};
struct Reported {
    Condition condition;
};
struct Finished {
    std::uint64_t id = 0;
    Answer<wire::Give> answer;
};
struct Hinted {
    wire::Hinted hinted;
};
struct Shown {
    wire::Frame frame;
};
struct Ended {};
}  // namespace heard
using Heard =
    std::variant<heard::Opened, heard::Reported, heard::Finished, heard::Hinted, heard::Shown, heard::Ended>;

class Worker {
  public:
    // Starts the thread, which opens the device first. What it has to say goes to `owner`, which outlives it.
    Worker(std::shared_ptr<Device> device, Settings settings, Inbox<Heard>& owner);
    // Detaches a thread that did not end (see end()): only for a process that is about to end.
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void start(StartedCall call) { tasks_.push(std::move(call)); }
    // After the running call: forget(), then heard::Ended.
    void end() { tasks_.push(End{}); }
    // After heard::Ended.
    void join() { thread_.join(); }

  private:
    struct End {};
    using Task = std::variant<StartedCall, End>;
    void run(Settings settings);
    void reported(const Condition& condition);
    // False once it was End.
    bool carry_out(Task& task);
    Answer<wire::Give> answer_of(const StartedCall& call);

    std::shared_ptr<Device> device_;
    Inbox<Heard>& owner_;
    Inbox<Task> tasks_;
    std::mutex reporting_;
    std::optional<Condition> last_reported_;
    std::thread thread_;
};

}  // namespace kiosk24::drivers
