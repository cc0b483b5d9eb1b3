// The control socket (unix, stream): one line in, one line out. Lines are the switches (switches.h) and
//   absent            nobody listens and every connection is closed; `back` listens on the same port again
//   book              everything the sandbox holds, as one line of JSON
//   eid CARD          a one-use code, good for 60 s, for the holder of that card (JSON of POST /v1/identity)
//   reload-catalogue  reads the catalogue's folder again
// Answers are "ok", "error <what>" or the JSON. Runs on a thread of its own; the work is done on the
// server's.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include "kiosk/base/result.h"

namespace kiosk24::sandbox {

class ControlSocket {
  public:
    using Obey = std::function<std::string(const std::string& line)>;
    // A socket file left behind by a dead process is replaced.
    static Result<ControlSocket> open(const std::filesystem::path& path, Obey obey);
    ControlSocket(ControlSocket&& other) noexcept;
    ControlSocket& operator=(ControlSocket&&) = delete;
    ~ControlSocket();  // ends the thread

  private:
    ControlSocket(std::filesystem::path path, int listener, int wake_reader, int wake_writer, Obey obey);

    std::filesystem::path path_;
    int wake_writer_ = -1;
    std::thread thread_;
};

// The other side: one line to the sandbox that listens there, its answer back. unreachable if none does.
Result<std::string> tell(const std::filesystem::path& path, const std::string& line);

}  // namespace kiosk24::sandbox
