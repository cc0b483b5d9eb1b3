#include "kiosk/device/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "kiosk/base/personal.h"
#include "kiosk/device/sealed_memory.h"
#include "kiosk/wire/driver_message.h"

namespace kiosk24::device {
namespace {

constexpr int kDriverSocket = 3;
constexpr int kLowestOfOurs = 10;  // our ends stay clear of the child's 0 to 3

Error system_error(const char* doing) {
    return Error(Code::device_failed, fmt::format("{}: {}", doing, std::strerror(errno)));
}

Descriptor lifted(int fd) {
    Descriptor low(fd);
    return Descriptor(::fcntl(low.get(), F_DUPFD_CLOEXEC, kLowestOfOurs));
}

struct Ends {
    Descriptor ours, theirs;
};

Result<Ends> make_socket() {
    int pair[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0)
        return system_error("socketpair");
    Ends ends{lifted(pair[0]), lifted(pair[1])};
    // The child's end blocks unless the driver decides otherwise.
    ::fcntl(ends.theirs.get(), F_SETFL, ::fcntl(ends.theirs.get(), F_GETFL) & ~O_NONBLOCK);
    if (!ends.ours || !ends.theirs) return system_error("socketpair");
    return ends;
}

Result<Ends> make_pipe() {
    int pair[2];
    if (::pipe2(pair, O_CLOEXEC) != 0) return system_error("pipe");
    Ends ends{lifted(pair[0]), lifted(pair[1])};
    if (!ends.ours || !ends.theirs) return system_error("pipe");
    ::fcntl(ends.ours.get(), F_SETFL, O_NONBLOCK);
    return ends;
}

struct ChildEnds {
    int nothing, output, socket;
};

void say(const char* text) {
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text, std::strlen(text));
}

// In the child, between fork and exec: only async-signal-safe calls, no allocation.
[[noreturn]] void become(char* const* argv, const ChildEnds& ends, pid_t parent) {
    constexpr int kCannotExecute = 127;
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(kCannotExecute);  // it died before the kernel was told
    ::dup2(ends.nothing, STDIN_FILENO);
    ::dup2(ends.output, STDOUT_FILENO);
    ::dup2(ends.output, STDERR_FILENO);
    ::dup2(ends.socket, kDriverSocket);
    ::close_range(kDriverSocket + 1, ~0u, 0);
    for (int signal = 1; signal < NSIG; ++signal)
        ::signal(signal, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::execvp(argv[0], argv);
    const int reason = errno;
    say("cannot execute ");
    say(argv[0]);
    say(": ");
    say(::strerrordesc_np(reason));
    say("\n");
    ::_exit(kCannotExecute);
}

std::string describe(const siginfo_t& how) {
    if (how.si_code == CLD_EXITED) return fmt::format("exit status {}", how.si_status);
    return fmt::format("signal {}", how.si_status);
}

}  // namespace

Result<Process> Process::start(const std::vector<std::string>& argv) {
    if (argv.empty()) return Error(Code::bad_setting, "no command line");
    TRY(socket, make_socket());
    TRY(output, make_pipe());
    auto nothing = lifted(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (!nothing) return system_error("/dev/null");

    std::vector<char*> arguments;
    for (const auto& argument : argv)
        arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);

    const auto parent = ::getpid();
    const auto child = ::fork();
    if (child < 0) return system_error("fork");
    if (child == 0)
        become(arguments.data(), {nothing.get(), output.theirs.get(), socket.theirs.get()}, parent);
    // Not glibc 2.36's pidfd_open(): its header lacks extern "C".
    Descriptor life(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
    const int reason = errno;
    Process process(child, std::move(life), std::move(socket.ours), std::move(output.ours));
    if (process.life() < 0)
        return Error(Code::device_failed, fmt::format("pidfd: {}", std::strerror(reason)));
    return process;
}

Process::Process(int pid, Descriptor life, Descriptor socket, Descriptor output)
    : pid_(pid), life_(std::move(life)), socket_(std::move(socket)), output_(std::move(output)) {}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      life_(std::move(other.life_)),
      socket_(std::move(other.socket_)),
      output_(std::move(other.output_)),
      queue_(std::move(other.queue_)) {}

Process::~Process() {
    if (pid_ < 0) return;
    kill_now();
    ::waitpid(pid_, nullptr, 0);
}

Status Process::send(std::string bytes, const DocumentBytes& bulk) {
    if (!socket_) return Error(Code::device_misbehaved, "hung up");
    Outgoing message{std::move(bytes), {}};
    if (bulk) {
        TRY(memory, make_sealed_memory(bulk->reveal()));
        message.bulk = std::move(memory);
    }
    if (queue_.size() >= kLongestQueue)
        return Error(Code::device_misbehaved, fmt::format("leaves {} messages unread", queue_.size()));
    queue_.push_back(std::move(message));
    return send_queued();
}

Status Process::send_queued() {
    while (!queue_.empty()) {
        const auto sent = try_send(queue_.front());
        if (sent == Sent::full) return {};
        if (sent == Sent::broken) return Error(Code::device_misbehaved, "hung up");
        wipe_value(queue_.front().bytes);
        queue_.pop_front();
    }
    return {};
}

Process::Sent Process::try_send(const Outgoing& message) const {
    iovec part{const_cast<char*>(message.bytes.data()), message.bytes.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    if (message.bulk) {
        header.msg_control = control.data();
        header.msg_controllen = control.size();
        auto* rights = CMSG_FIRSTHDR(&header);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(sizeof(int));
        const int fd = message.bulk.get();
        std::memcpy(CMSG_DATA(rights), &fd, sizeof fd);
    }
    ssize_t sent = 0;
    do
        sent = ::sendmsg(socket_.get(), &header, MSG_NOSIGNAL | MSG_DONTWAIT);
    while (sent < 0 && errno == EINTR);
    if (sent >= 0) return Sent::yes;
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS ? Sent::full : Sent::broken;
}

Result<std::optional<Packet>> Process::receive() {
    constexpr std::size_t kMostDescriptors = 253;  // SCM_MAX_FD: so many can come with one message
    if (!socket_) return std::optional<Packet>();
    Packet packet;
    packet.bytes.resize(wire::kLongestMessage_bytes);
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * kMostDescriptors)> control;
    iovec part{packet.bytes.data(), packet.bytes.size()};
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.data();
    header.msg_controllen = control.size();
    const auto count = ::recvmsg(socket_.get(), &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return std::optional<Packet>();
    if (count < 0) return Error(Code::unreachable, std::strerror(errno));
    for (auto* one = CMSG_FIRSTHDR(&header); one != nullptr; one = CMSG_NXTHDR(&header, one)) {
        if (one->cmsg_level != SOL_SOCKET || one->cmsg_type != SCM_RIGHTS) continue;
        const auto fds = (one->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < fds; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(one) + i * sizeof fd, sizeof fd);
            Descriptor received(fd);
            if (!packet.first) packet.first = std::move(received);
        }
        packet.descriptors += fds;
    }
    if (count == 0 && packet.descriptors == 0) return Error(Code::unreachable, "closed its connection");
    packet.is_whole = (header.msg_flags & MSG_TRUNC) == 0;
    packet.bytes.resize(static_cast<std::size_t>(count));
    return std::optional<Packet>(std::move(packet));
}

std::string Process::read_output() {
    std::array<char, 4096> buffer;
    if (!output_) return {};
    const auto count = ::read(output_.get(), buffer.data(), buffer.size());
    if (count > 0) return std::string(buffer.data(), static_cast<std::size_t>(count));
    if (count == 0) output_.reset();
    return {};
}

void Process::hang_up() {
    queue_.clear();
    socket_.reset();
}

void Process::kill_now() {
    hang_up();
    if (pid_ < 0) return;
    // The child is not reaped yet, so the number is still its own. Its session first; itself too, in case
    // that it was killed before it had one.
    ::kill(-pid_, SIGKILL);
    ::kill(pid_, SIGKILL);
}

std::optional<std::string> Process::reap() {
    if (pid_ < 0) return std::nullopt;
    siginfo_t how{};
    const int looked = ::waitid(P_PID, static_cast<id_t>(pid_), &how, WEXITED | WNOHANG | WNOWAIT);
    if (looked == 0 && how.si_pid == 0) return std::nullopt;
    if (looked != 0 && errno != ECHILD) return std::nullopt;
    if (looked != 0) {  // SIGCHLD is ignored in this process: the kernel has reaped it
        pid_ = -1;
        life_.reset();
        return "unseen";
    }
    ::kill(-pid_, SIGKILL);  // whatever it left behind
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
    life_.reset();
    return describe(how);
}

}  // namespace kiosk24::device
