#include "tests/support/driver_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "drivers/sdk/bulk.h"

namespace kiosk24::test_support {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kDriverSocket = 3;

int left_ms(Clock::time_point until) {
    const auto left = std::chrono::duration_cast<Patience>(until - Clock::now()).count();
    return static_cast<int>(std::max<std::int64_t>(left, 0));
}

[[noreturn]] void become_driver(int socket, int log, std::vector<char*>& arguments,
                                const std::vector<std::string>& environment) {
    // dup2 onto itself would keep close-on-exec.
    if (socket == kDriverSocket) {
        ::fcntl(socket, F_SETFD, 0);
    } else {
        ::dup2(socket, kDriverSocket);
    }
    if (log >= 0) ::dup2(log, STDERR_FILENO);
    for (const auto& entry : environment)
        ::putenv(const_cast<char*>(entry.c_str()));
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

}  // namespace

DriverProcess::DriverProcess(const std::string& program, const std::vector<std::string>& arguments,
                             Options options)
    : device_class_(options.device_class) {
    int ends[2] = {-1, -1};
    int log[2] = {-1, -1};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) std::abort();
    if (!options.shows_log && ::pipe2(log, O_CLOEXEC | O_NONBLOCK) != 0) std::abort();
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    for (auto& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) become_driver(ends[1], log[1], pointers, options.environment);
    ::close(ends[1]);
    if (log[1] >= 0) ::close(log[1]);
    socket_ = ends[0];
    log_ = log[0];
}

DriverProcess::~DriverProcess() {
    hang_up();
    if (!wait_exit(Patience(7000))) {
        kill_now();
        (void)wait_exit();
    }
    if (log_ >= 0) ::close(log_);
}

void DriverProcess::send(const wire::ToDriver& message) {
    const auto bytes = wire::encode(message);
    if (!bytes) std::abort();
    send_raw(*bytes);
}

void DriverProcess::send(const wire::Call& call, ByteView bulk) {
    auto with_bulk = call;
    with_bulk.bulk_bytes = bulk.size();
    const auto bytes = wire::encode(wire::ToDriver(with_bulk));
    const auto memfd = drivers::make_bulk(bulk);
    if (!bytes || !memfd) std::abort();
    send_raw(*bytes, memfd->get());
}

void DriverProcess::send_raw(std::string_view bytes, int descriptor) {
    // A driver that is gone or does not listen shows itself by its missing answer.
    (void)drivers::send_packet(socket_, bytes, descriptor);
}

std::uint64_t DriverProcess::call(const wire::Ask& ask, Patience within, std::optional<ByteView> bulk) {
    const wire::Call call{next_id_++, ask, within, 0};
    if (bulk) {
        send(call, *bulk);
    } else {
        send(wire::ToDriver(call));
    }
    return call.id;
}

namespace {

// The bits of a picture and a still come beside their message. False: not as they were announced.
bool take_picture(wire::FromDriver& message, drivers::Descriptor memfd) {
    auto* done = std::get_if<wire::Done>(&message);
    auto* picture = done ? std::get_if<wire::give::Picture>(&done->give) : nullptr;
    auto* still = done ? std::get_if<wire::give::Still>(&done->give) : nullptr;
    if (!picture && !still) return true;
    const auto bulk = drivers::Bulk::map(std::move(memfd), done->bulk_bytes);
    if (!bulk) return false;
    const auto bytes = bulk->bytes();
    (picture ? picture->picture.bits : still->jpeg) =
        std::make_shared<const Personal<Bytes>>(Bytes(bytes.begin(), bytes.end()));
    return true;
}

}  // namespace

bool DriverProcess::receive(Clock::time_point until) {
    if (socket_ < 0) return false;
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, left_ms(until)) <= 0) return true;
    auto packet = drivers::receive_packet(socket_);
    if (!packet) return false;
    if (!*packet) return true;
    auto message = wire::decode_from_driver((*packet)->bytes, device_class_);
    if (message && !take_picture(*message, std::move((*packet)->memfd))) malformed_.emplace_back("bulk");
    if (message) {
        waiting_.push_back(std::move(*message));
    } else {
        malformed_.push_back((*packet)->bytes);
    }
    return true;
}

std::optional<wire::FromDriver> DriverProcess::wait_for(
    const std::function<bool(const wire::FromDriver&)>& wanted, Patience patience) {
    const auto until = Clock::now() + patience;
    for (bool alive = true;;) {
        const auto found = std::find_if(waiting_.begin(), waiting_.end(), wanted);
        if (found != waiting_.end()) {
            auto message = std::move(*found);
            waiting_.erase(found);
            return message;
        }
        if (!alive || Clock::now() >= until) return std::nullopt;
        alive = receive(until);
    }
}

std::optional<wire::Hello> DriverProcess::hello(Patience patience) {
    auto message =
        wait_for([](const auto& any) { return std::holds_alternative<wire::Hello>(any); }, patience);
    if (!message) return std::nullopt;
    return std::get<wire::Hello>(std::move(*message));
}

std::optional<wire::FromDriver> DriverProcess::answer(std::uint64_t id, Patience patience) {
    return wait_for(
        [id](const auto& any) {
            const auto* done = std::get_if<wire::Done>(&any);
            const auto* failed = std::get_if<wire::Failed>(&any);
            return (done && done->id == id) || (failed && failed->id == id);
        },
        patience);
}

std::optional<Condition> DriverProcess::condition(const std::function<bool(const Condition&)>& wanted,
                                                  Patience patience) {
    const auto until = Clock::now() + patience;
    while (true) {
        auto message =
            wait_for([](const auto& any) { return std::holds_alternative<wire::ConditionChanged>(any); },
                     Patience(left_ms(until)));
        if (!message) return std::nullopt;
        auto condition = std::get<wire::ConditionChanged>(std::move(*message)).condition;
        if (wanted(condition)) return condition;
    }
}

std::optional<wire::Release> DriverProcess::released(std::uint64_t id, Patience patience) {
    auto message = wait_for(
        [id](const auto& any) {
            const auto* release = std::get_if<wire::Release>(&any);
            return release && release->id == id;
        },
        patience);
    if (!message) return std::nullopt;
    return std::get<wire::Release>(*message);
}

int DriverProcess::waiting_answers(std::uint64_t id) {
    return static_cast<int>(std::count_if(waiting_.begin(), waiting_.end(), [id](const auto& any) {
        const auto* done = std::get_if<wire::Done>(&any);
        const auto* failed = std::get_if<wire::Failed>(&any);
        return (done && done->id == id) || (failed && failed->id == id);
    }));
}

std::string DriverProcess::log() {
    char buffer[4096];
    ssize_t count = 0;
    while (log_ >= 0 && (count = ::read(log_, buffer, sizeof buffer)) > 0)
        log_text_.append(buffer, static_cast<std::size_t>(count));
    return log_text_;
}

void DriverProcess::hang_up() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
}

void DriverProcess::kill_now() {
    if (!exit_status_) ::kill(pid_, SIGKILL);
}

std::optional<int> DriverProcess::wait_exit(Patience patience) {
    const auto until = Clock::now() + patience;
    constexpr int kLook_ms = 5;
    while (!exit_status_) {
        int status = 0;
        if (::waitpid(pid_, &status, WNOHANG) == pid_) {
            exit_status_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        } else if (Clock::now() >= until) {
            return std::nullopt;
        } else {
            ::poll(nullptr, 0, std::min(kLook_ms, left_ms(until)));
        }
    }
    return exit_status_;
}

int DriverProcess::open_descriptors() const {
    std::error_code error;
    const std::filesystem::directory_iterator entries("/proc/" + std::to_string(pid_) + "/fd", error);
    return error ? -1 : static_cast<int>(std::distance(begin(entries), end(entries)));
}

int DriverProcess::threads() const {
    std::error_code error;
    const std::filesystem::directory_iterator entries("/proc/" + std::to_string(pid_) + "/task", error);
    return error ? -1 : static_cast<int>(std::distance(begin(entries), end(entries)));
}

}  // namespace kiosk24::test_support
