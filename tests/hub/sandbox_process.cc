#include "tests/hub/sandbox_process.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

namespace kiosk24::sandbox_test {
namespace {

namespace fs = std::filesystem;
using test::Errors;
using test::exit_status_of;
using test::next_line;
using test::start_program;
using test::Started;

}  // namespace

std::string sandbox_program() {
    return std::string(KIOSK24_BIN_DIR) + "/kiosk24-sandbox";
}
fs::path source_directory() {
    return KIOSK24_SOURCE_DIR;
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
    const std::string line = next_line(started.output);
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
        answer = next_line(fd);
    ::close(fd);
    return answer;
}

}  // namespace kiosk24::sandbox_test
