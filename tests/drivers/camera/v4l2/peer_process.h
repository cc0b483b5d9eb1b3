// The peer of a V4L2 camera as a process, for one test. One thread.
#pragma once

#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace kiosk24::test_support {

class V4l2PeerProcess {
  public:
    V4l2PeerProcess() {
        int ends[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) std::abort();
        pid_ = ::fork();
        if (pid_ == 0) {
            ::dup2(ends[1], STDIN_FILENO);
            ::dup2(ends[1], STDOUT_FILENO);
            ::execl(KIOSK24_V4L2_PEER, KIOSK24_V4L2_PEER, nullptr);
            ::_exit(127);
        }
        ::close(ends[1]);
        lines_ = ends[0];
        test_bed_ = line();
    }
    // The peer takes its folder away before it ends, so it is killed only if it does not.
    ~V4l2PeerProcess() {
        ::shutdown(lines_, SHUT_WR);
        pollfd end{lines_, POLLIN, 0};
        if (::poll(&end, 1, kPatience_ms) <= 0) ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        ::close(lines_);
    }
    V4l2PeerProcess(const V4l2PeerProcess&) = delete;
    V4l2PeerProcess& operator=(const V4l2PeerProcess&) = delete;

    // Empty: it did not start.
    const std::string& test_bed() const { return test_bed_; }
    // What a driver's process needs to live there.
    std::vector<std::string> environment() const {
        return {"UMOCKDEV_DIR=" + test_bed_,
                "LD_PRELOAD=" + std::string(KIOSK24_V4L2_PRELOAD) + ":libumockdev-preload.so.0"};
    }
    // What a hand at the camera does; returns when it was done.
    void tell(const std::string& words) {
        const auto sent = words + "\n";
        ASSERT_EQ(::send(lines_, sent.data(), sent.size(), MSG_NOSIGNAL), static_cast<ssize_t>(sent.size()));
        const auto answer = line();
        ASSERT_TRUE(answer.starts_with("ok: ")) << words << ": " << answer;
    }

  private:
    static constexpr int kPatience_ms = 10'000;

    // The next line; empty if none came in time or the peer is gone.
    std::string line() {
        while (read_.find('\n') == std::string::npos) {
            char buffer[256];
            pollfd waiting{lines_, POLLIN, 0};
            if (::poll(&waiting, 1, kPatience_ms) <= 0) return {};
            const auto count = ::read(lines_, buffer, sizeof buffer);
            if (count <= 0) return {};
            read_.append(buffer, static_cast<std::size_t>(count));
        }
        const auto end = read_.find('\n');
        auto found = read_.substr(0, end);
        read_.erase(0, end + 1);
        return found;
    }

    pid_t pid_ = -1;
    int lines_ = -1;
    std::string read_, test_bed_;
};

}  // namespace kiosk24::test_support
