// The real peer: kiosk24-sandbox in a folder of its own, with keys and certificates made once for the whole
// test program.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/net/transport.h"

namespace kiosk24::net {

// A folder with the sandbox's keys and certificates (hub/sandbox/pki.h), bad ones too.
const std::filesystem::path& certificates();
// Trusts and shows what the sandbox's folder holds.
Transport transport_to(std::uint16_t port);
// The whole of a file; empty if it cannot be read.
std::string text_of_file(const std::filesystem::path& file);

class SandboxProcess {
  public:
    // Ends the test program's assertion machinery by aborting if it does not start within 20 s.
    explicit SandboxProcess(std::vector<std::string> extra = {});
    ~SandboxProcess();
    SandboxProcess(const SandboxProcess&) = delete;
    SandboxProcess& operator=(const SandboxProcess&) = delete;

    std::uint16_t port() const { return port_; }
    Transport transport() const { return transport_to(port_); }
    // One control line; the answer's line.
    std::string control(const std::string& line) const;

  private:
    std::filesystem::path folder_;
    pid_t process_ = -1;
    std::uint16_t port_ = 0;
};

}  // namespace kiosk24::net
