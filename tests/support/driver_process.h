// A driver's process as the terminal sees it: a child with a SOCK_SEQPACKET socket at fd 3. Tests send wire
// messages and wait for answers with deadlines; nothing here sleeps. Not thread-safe.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/wire/driver_message.h"

namespace kiosk24::test_support {

using Patience = std::chrono::milliseconds;
inline constexpr Patience kPatience{10'000};

class DriverProcess {
  public:
    struct Options {
        DeviceClass device_class = DeviceClass::id_card_reader;  // decides how messages are decoded
        std::vector<std::string> environment;                    // "NAME=value", added
        bool shows_log = true;  // stderr of the driver on the test's stderr; false: kept in log()
    };
    // Starts `program` (a path) with `arguments`.
    DriverProcess(const std::string& program, const std::vector<std::string>& arguments, Options options);
    // Closes the socket and waits; kills what does not end in time.
    ~DriverProcess();
    DriverProcess(const DriverProcess&) = delete;
    DriverProcess& operator=(const DriverProcess&) = delete;

    // Sends a message; with `bulk` also a sealed memfd of it.
    void send(const wire::ToDriver& message);
    void send(const wire::Call& call, ByteView bulk);
    // Sends raw bytes and, if not -1, a descriptor.
    void send_raw(std::string_view bytes, int descriptor = -1);
    // A call with a fresh id, which it returns.
    std::uint64_t call(const wire::Ask& ask, Patience within, std::optional<ByteView> bulk = {});
    void cancel(std::uint64_t id) { send(wire::Cancel{id}); }

    // The first message not yet taken that `wanted` accepts; the others stay for later waits. nullopt: none
    // came in time or the driver is gone.
    std::optional<wire::FromDriver> wait_for(const std::function<bool(const wire::FromDriver&)>& wanted,
                                             Patience patience = kPatience);
    std::optional<wire::Hello> hello(Patience patience = kPatience);
    // The answer of call `id`: Done or Failed.
    std::optional<wire::FromDriver> answer(std::uint64_t id, Patience patience = kPatience);
    // The next condition that `wanted` accepts; older conditions are dropped on the way.
    std::optional<Condition> condition(const std::function<bool(const Condition&)>& wanted,
                                       Patience patience = kPatience);
    std::optional<wire::Release> released(std::uint64_t id, Patience patience = kPatience);
    // Answers to `id` that came so far beyond those taken (for "exactly one answer").
    int waiting_answers(std::uint64_t id);

    // Messages that did not decode. Empty for a driver that keeps the contract.
    const std::vector<std::string>& malformed() const { return malformed_; }
    // What the driver wrote on stderr so far (Options::shows_log false).
    std::string log();

    pid_t pid() const { return pid_; }
    // Closes the terminal's end of the socket.
    void hang_up();
    void kill_now();
    // The exit status as the shell says it (128 + signal), or nullopt if it still runs.
    std::optional<int> wait_exit(Patience patience = kPatience);
    int open_descriptors() const;
    int threads() const;

  private:
    // Reads what waits, at most until `until`; false when the driver is gone.
    bool receive(std::chrono::steady_clock::time_point until);
    DeviceClass device_class_;
    pid_t pid_ = -1;
    int socket_ = -1;
    int log_ = -1;
    std::string log_text_;
    std::optional<int> exit_status_;
    std::uint64_t next_id_ = 1;
    std::deque<wire::FromDriver> waiting_;
    std::vector<std::string> malformed_;
};

}  // namespace kiosk24::test_support
