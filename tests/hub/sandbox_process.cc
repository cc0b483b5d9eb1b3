#include "tests/hub/sandbox_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

namespace kiosk24::sandbox_test {
namespace {

namespace fs = std::filesystem;
constexpr int kReadyWithin_ms = 20'000;

struct Started {
    pid_t child = -1;
    int output = -1;
};
enum class Errors { with_output, to_file };

Started start_program(const std::vector<std::string>& words, Errors errors, const std::string& error_file) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return {};
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], 1);
        const int to = errors == Errors::with_output
                           ? ends[1]
                           : ::open(error_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        ::dup2(to, 2);
        std::vector<char*> list;
        for (const std::string& word : words)
            list.push_back(const_cast<char*>(word.c_str()));
        list.push_back(nullptr);
        ::execvp(list[0], list.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    return {child, ends[0]};
}

int exit_status_of(pid_t child) {
    int status = 0;
    if (::waitpid(child, &status, 0) != child) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// The first line, or nothing at the end of file or after the deadline.
std::string first_line(int fd) {
    std::string line;
    char one = 0;
    pollfd waited{fd, POLLIN, 0};
    while (::poll(&waited, 1, kReadyWithin_ms) == 1 && ::read(fd, &one, 1) == 1) {
        if (one == '\n') return line;
        line += one;
    }
    return {};
}

}  // namespace

std::string sandbox_program() {
    return std::string(KIOSK24_BIN_DIR) + "/kiosk24-sandbox";
}
fs::path source_directory() {
    return KIOSK24_SOURCE_DIR;
}

Ran run_program(const std::vector<std::string>& words) {
    const Started started = start_program(words, Errors::with_output, {});
    Ran ran;
    char part[4096];
    for (ssize_t count; (count = ::read(started.output, part, sizeof part)) > 0;)
        ran.output.append(part, static_cast<std::size_t>(count));
    ::close(started.output);
    ran.status = exit_status_of(started.child);
    return ran;
}

SandboxProcess::SandboxProcess(Keys keys) {
    std::string pattern = (fs::temp_directory_path() / "kiosk24-sandbox-XXXXXX").string();
    if (::mkdtemp(pattern.data())) directory_ = pattern;
    std::vector<std::string> words{sandbox_program(), "init", "--dir", directory_.string()};
    if (keys == Keys::good_and_bad) words.push_back("--with-bad-ones");
    const Ran made = run_program(words);
    EXPECT_EQ(made.status, 0) << made.output;
}

SandboxProcess::~SandboxProcess() {
    kill_hard();
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
}

bool SandboxProcess::start(const std::vector<std::string>& more_options) {
    std::vector<std::string> words{sandbox_program(), "serve",
                                   "--dir",           directory_.string(),
                                   "--catalogue",     (source_directory() / "config/catalogue").string(),
                                   "--control",       (directory_ / "control").string()};
    words.insert(words.end(), more_options.begin(), more_options.end());
    const Started started = start_program(words, Errors::to_file, (directory_ / "log").string());
    child_ = started.child;
    const std::string line = first_line(started.output);
    ::close(started.output);
    const std::size_t colon = line.rfind(':');
    EXPECT_NE(colon, std::string::npos) << "it is not ready, it said: " << line;
    if (colon == std::string::npos) return false;
    port_ = std::stoi(line.substr(colon + 1));
    return true;
}

void SandboxProcess::kill_hard() {
    if (child_ < 0) return;
    ::kill(child_, SIGKILL);
    exit_status_of(child_);
    child_ = -1;
}

int SandboxProcess::end() {
    ::kill(child_, SIGTERM);
    const int status = exit_status_of(child_);
    child_ = -1;
    return status;
}

std::string SandboxProcess::control(const std::string& line) {
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = (directory_ / "control").string();
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    std::string answer = "no control socket";
    const std::string sent = line + "\n";
    if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
        ::send(fd, sent.data(), sent.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(sent.size()))
        answer = first_line(fd);
    ::close(fd);
    return answer;
}

}  // namespace kiosk24::sandbox_test
