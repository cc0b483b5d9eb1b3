#include "tests/whole/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace kiosk24::whole_test {
namespace {

constexpr int kLookEvery_ms = 20;

[[noreturn]] void become(const std::vector<std::string>& words, const std::string& log, pid_t parent) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);
    const int nothing = ::open("/dev/null", O_RDONLY);
    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(nothing, 0);
    ::dup2(output, 1);
    ::dup2(output, 2);
    ::close(nothing);
    ::close(output);
    std::vector<char*> list;
    for (const std::string& word : words)
        list.push_back(const_cast<char*>(word.c_str()));
    list.push_back(nullptr);
    ::execv(list[0], list.data());
    ::_exit(127);
}

}  // namespace

bool eventually(const std::function<bool()>& is_true, Patience patience) {
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!is_true()) {
        if (std::chrono::steady_clock::now() >= until) return false;
        ::poll(nullptr, 0, kLookEvery_ms);
    }
    return true;
}

Process::Process(const std::vector<std::string>& words, std::filesystem::path log) : log_(std::move(log)) {
    const pid_t parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) become(words, log_.string(), parent);
    ::setpgid(pid_, pid_);  // whoever is first
}

Process::~Process() {
    ::kill(-pid_, SIGKILL);
    if (!status_) ::waitpid(pid_, nullptr, 0);
}

bool Process::is_alive() {
    if (status_) return false;
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) != pid_) return true;
    status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return false;
}

void Process::kill_hard() {
    if (!is_alive()) return;
    ::kill(pid_, SIGKILL);
    wait_exit();
}

std::optional<int> Process::end() {
    if (is_alive()) ::kill(pid_, SIGTERM);
    return wait_exit();
}

std::optional<int> Process::wait_exit(Patience patience) {
    eventually([this] { return !is_alive(); }, patience);
    return status_;
}

std::string Process::log() const {
    return bytes_of(log_);
}

Ran run(const std::vector<std::string>& words, const std::filesystem::path& log) {
    std::error_code ignored;
    std::filesystem::remove(log, ignored);
    Process process(words, log);
    Ran ran;
    ran.status = process.wait_exit().value_or(-1);
    ran.output = process.log();
    return ran;
}

pid_t child_of(pid_t parent, const std::string& program) {
    std::error_code gone;
    for (const auto& process : std::filesystem::directory_iterator("/proc", gone)) {
        const auto about = bytes_of(process.path() / "stat");  // pid (name) state parent ...
        const auto state = about.find(") ");
        if (state == about.npos || std::atoi(about.c_str() + state + 4) != parent) continue;
        if (bytes_of(process.path() / "cmdline").find(program) != std::string::npos)
            return std::atoi(about.c_str());
    }
    return 0;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

std::string program(const std::string& name) {
    const char* chosen = std::getenv("KIOSK24_BIN");
    return std::string(chosen != nullptr ? chosen : KIOSK24_BIN_DIR) + "/" + name;
}

std::filesystem::path source_directory() {
    return KIOSK24_SOURCE_DIR;
}

}  // namespace kiosk24::whole_test
