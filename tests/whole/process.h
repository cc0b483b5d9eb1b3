// A program that a test starts, in a process group of its own, with its output in a file. It ends with the
// object, and with the test program if that dies.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kiosk24::whole_test {

using Patience = std::chrono::milliseconds;
// Long enough for a machine that does something else too; nothing ever waits it out when all is well.
inline constexpr Patience kPatience{60'000};

// Looks again and again until it is true; false when the time is up.
bool eventually(const std::function<bool()>& is_true, Patience patience = kPatience);

class Process {
  public:
    // words[0] is the program's path. stdout and stderr are appended to `log`.
    Process(const std::vector<std::string>& words, std::filesystem::path log);
    ~Process();  // kills what is left of its group
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    bool is_alive();
    void kill_hard();  // SIGKILL to the program alone, as the kernel or a power cut would, and gone
    // SIGTERM; the exit status as the shell says it. nullopt if it does not end.
    std::optional<int> end();
    std::optional<int> wait_exit(Patience patience = kPatience);
    pid_t pid() const { return pid_; }
    std::string log() const;

  private:
    std::filesystem::path log_;
    pid_t pid_ = -1;
    std::optional<int> status_;
};

// Runs a program to its end.
struct Ran {
    int status = -1;
    std::string output;
};
Ran run(const std::vector<std::string>& words, const std::filesystem::path& log);

// The process that `parent` started and that runs `program`; 0 if there is none.
pid_t child_of(pid_t parent, const std::string& program);

std::string bytes_of(const std::filesystem::path& file);
std::string program(const std::string& name);  // of this build, or of $KIOSK24_BIN
std::filesystem::path source_directory();

}  // namespace kiosk24::whole_test
