// The real kiosk24-sandbox on loopback, in a folder of its own that goes with the test. Waiting is for the
// line it prints when it is ready, never for a time.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/hub/program.h"

namespace kiosk24::sandbox_test {

class SandboxProcess {
  public:
    // Makes the keys; with the bad ones on request. Does not start it.
    enum class Keys { good, good_and_bad };
    explicit SandboxProcess(Keys keys = Keys::good);
    ~SandboxProcess();
    SandboxProcess(const SandboxProcess&) = delete;
    SandboxProcess& operator=(const SandboxProcess&) = delete;

    // False (with a test failure) if it does not come up within 20 s.
    bool start(const std::vector<std::string>& more_options = {});
    void kill_hard();  // SIGKILL, and gone
    int end();         // SIGTERM; its exit status

    // One control line, its answer without the line feed.
    std::string control(const std::string& line);
    int port() const { return port_; }
    const std::filesystem::path& directory() const { return directory_; }

  private:
    std::filesystem::path directory_;
    pid_t child_ = -1;
    int port_ = 0;
};

using test::Ran;
using test::run_program;
std::string sandbox_program();
std::filesystem::path source_directory();

}  // namespace kiosk24::sandbox_test
