// One line over a unix socket and its answer: how the desk is told things, and how it tells the sandbox.
#pragma once

#include <poll.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace kiosk24::virtual_devices {

enum class AnswerEnds { with_the_line, when_closed };
// Blocks at most `patience`. unreachable: nobody listens there; timed_out: no answer.
Result<std::string> ask_line(const std::string& socket, std::string_view line, AnswerEnds ends,
                             Milliseconds patience);

// The listening side: one line a connection, answered and closed. One thread.
class LineServer {
  public:
    using Obey = std::function<std::string(std::string_view line)>;
    LineServer() = default;
    ~LineServer();
    LineServer(const LineServer&) = delete;
    LineServer& operator=(const LineServer&) = delete;

    // A socket file that nobody listens on is replaced. conflict: somebody listens there already.
    Status listen(const std::string& path);
    std::vector<pollfd> wanted() const;
    // Accepts, reads and answers whatever is ready. Lines over 4096 bytes are cut off with their connection.
    void step(const Obey& obey);

  private:
    struct Client {
        int fd = -1;
        std::string line;
        bool is_done = false;
    };
    void read_from(Client& client, const Obey& obey);
    std::string path_;
    int listener_ = -1;
    std::vector<Client> clients_;
};

}  // namespace kiosk24::virtual_devices
