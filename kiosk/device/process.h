// One child process: started with a SOCK_SEQPACKET socket at fd 3, its stdout and stderr in one pipe, in a
// session of its own (what it starts is killed with it), and killed by the kernel when the terminal dies.
// Owned by the device thread; nothing here waits.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/device/descriptor.h"
#include "kiosk/model/application.h"

namespace kiosk24::device {

// One message as it came.
struct Packet {
    std::string bytes;            // at most wire::kLongestMessage_bytes of it
    std::size_t descriptors = 0;  // so many came with it
    Descriptor first;             // of them; the others are closed
    bool is_whole = true;
};

class Process {
  public:
    static constexpr std::size_t kLongestQueue = 16;

    // device_failed with the reason. A program that cannot be executed is seen as exit status 127.
    static Result<Process> start(const std::vector<std::string>& argv);
    // Kills what still lives and reaps it.
    ~Process();
    Process(Process&& other) noexcept;
    Process& operator=(Process&&) = delete;

    // To poll: readable when a message, output, or the end has come; -1 when there is nothing to wait for.
    int socket() const { return socket_.get(); }
    int output() const { return output_.get(); }
    int life() const { return life_.get(); }
    bool has_queue() const { return !queue_.empty(); }

    // Sends now, or queues if the socket is full. device_misbehaved: it does not read, or hung up.
    Status send(std::string bytes, const DocumentBytes& bulk);
    // Sends from the queue what the socket takes.
    Status send_queued();
    // The next message; nullopt: none waits. unreachable: it has closed its end.
    Result<std::optional<Packet>> receive();
    // What it wrote to stdout and stderr since; empty: nothing. Ends with the pipe closed.
    std::string read_output();
    // Closes the connection: a good driver ends.
    void hang_up();
    // Kills it and everything it started.
    void kill_now();
    // How it ended, once; nullopt while it lives.
    std::optional<std::string> reap();

  private:
    struct Outgoing {
        std::string bytes;
        Descriptor bulk;
    };
    enum class Sent { yes, full, broken };
    Process(int pid, Descriptor life, Descriptor socket, Descriptor output);
    Sent try_send(const Outgoing& message) const;

    int pid_ = -1;  // not reaped yet; -1 afterwards
    Descriptor life_, socket_, output_;
    std::deque<Outgoing> queue_;
};

}  // namespace kiosk24::device
