#include "drivers/sdk/serve.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "drivers/sdk/calls.h"
#include "drivers/sdk/outgoing.h"
#include "drivers/sdk/worker.h"
#include "kiosk/base/log.h"

namespace kiosk24::drivers {
namespace {

constexpr Milliseconds kHelloAtTheLatest{3000};
constexpr Milliseconds kEndAtTheLatest{5000};

enum Exit { kGood = 0, kBadSettings = 2, kStuckDevice = 3, kDeafTerminal = 4 };

// The socket's side of a driver process: everything but the device, which runs on the worker.
class Server {
  public:
    Server(std::shared_ptr<Device> device, Settings settings, DeviceIdentity early_identity)
        : device_class_(device->device_class()),
          identity_(std::move(early_identity)),
          hello_at_(monotonic_now() + kHelloAtTheLatest),
          worker_(std::move(device), std::move(settings), heard_) {}

    // Serves until the terminal hangs up or something is beyond repair; the exit status.
    int run() {
        while (!exit_)
            step();
        if (*exit_ == kGood) end_device();
        return *exit_;
    }

  private:
    void step() {
        sleep();
        read_socket();
        for (auto& heard : heard_.take_all())
            std::visit([this](auto& what) { on(what); }, heard);
        const auto now = monotonic_now();
        if (!hello_sent_ && now >= hello_at_) send_hello();
        calls_.on_time(now);
        send_calls();
        if (calls_.is_stuck(now)) {
            log::error("driver", "the device is stuck in a call: this process ends");
            exit_ = kStuckDevice;
        }
        if (!outgoing_.flush(kTerminalSocket)) exit_ = exit_.value_or(kGood);
    }

    void sleep() {
        const short events = static_cast<short>(POLLIN | (outgoing_.is_empty() ? 0 : POLLOUT));
        pollfd waiting[2] = {{kTerminalSocket, events, 0}, {heard_.wake_fd(), POLLIN, 0}};
        const auto wake = std::min(calls_.wake_at(), hello_sent_ ? kNever : hello_at_);
        constexpr Milliseconds kLongest{60'000};
        const auto time =
            wake == kNever ? kLongest : std::clamp(wake - monotonic_now(), Milliseconds(0), kLongest);
        ::poll(waiting, 2, static_cast<int>(time.count()));
    }

    void read_socket() {
        while (!exit_) {
            auto packet = receive_packet(kTerminalSocket);
            if (!packet) {
                exit_ = kGood;
            } else if (!*packet) {
                return;
            } else {
                on_packet(std::move(**packet));
            }
        }
    }

    void on_packet(Packet packet) {
        auto message = packet.is_whole ? wire::decode_to_driver(packet.bytes)
                                       : Result<wire::ToDriver>(Error(Code::too_large, "message cut off"));
        wipe_value(packet.bytes);
        if (!message) {
            log::error("driver", "a message of the terminal is dropped: {}", message.error().text());
            return;
        }
        const auto now = monotonic_now();
        if (auto* call = std::get_if<wire::Call>(&*message)) {
            calls_.on_call(std::move(*call), std::move(packet.memfd), now);
        } else if (const auto* release = std::get_if<wire::Release>(&*message)) {
            frames_on_loan_.erase(release->id);
        } else {
            calls_.on_cancel(std::get<wire::Cancel>(*message).id, now);
        }
        send_calls();
    }

    void on(heard::Opened& opened) {
        if (!opened.status) {
            log::error("driver", "{}", opened.status.error().text());
            exit_ = kBadSettings;
            return;
        }
        identity_ = opened.identity;
        // A device that has nothing to say after it opened is simply there.
        if (!has_reported_) condition_ = Condition{.state = DeviceState::online, .detail = {}};
        if (!hello_sent_) {
            send_hello();
        } else {
            send_condition();
        }
    }

    void on(heard::Reported& reported) {
        has_reported_ = true;
        condition_ = std::move(reported.condition);
        if (hello_sent_) send_condition();
    }

    // A call that was answered for it shows nothing any more.
    void on(heard::Hinted& hinted) {
        if (calls_.is_open()) send(hinted.hinted);
    }

    void on(heard::Shown& shown) {
        if (!calls_.is_open() || frames_on_loan_.size() >= wire::kMostFramesOnLoan) return;
        shown.frame.id = ++newest_frame_;
        frames_on_loan_.insert(newest_frame_);
        send(std::move(shown.frame));
    }

    void on(heard::Finished& finished) {
        calls_.on_finished(finished.id, std::move(finished.answer));
        send_calls();
    }

    void on(heard::Ended&) {}

    void send_hello() {
        hello_sent_ = true;
        send(wire::Hello{wire::kDriverProtocol, device_class_, identity_});
        if (!condition_) condition_ = Condition{.state = DeviceState::starting, .detail = {}};
        send_condition();
    }

    void send_condition() {
        if (condition_ == sent_condition_) return;
        sent_condition_ = condition_;
        log::info("driver", "condition: {}, fault {}{}{}", name_of(condition_->state),
                  entry_of(condition_->fault).code, condition_->detail.empty() ? "" : ": ",
                  condition_->detail);
        send(wire::ConditionChanged{*condition_});
    }

    void send_calls() {
        for (const auto& message : calls_.take_messages())
            send(message);
        if (auto next = calls_.take_next()) worker_.start(std::move(*next));
    }

    void send(const wire::FromDriver& message) {
        const auto pushed = outgoing_.push(message);
        if (pushed) return;
        log::error("driver", "{}: this process ends", pushed.error().text());
        exit_ = kDeafTerminal;
    }

    void end_device() {
        calls_.stop_all();
        worker_.end();
        const auto last = monotonic_now() + kEndAtTheLatest;
        while (monotonic_now() < last) {
            heard_.wait(last - monotonic_now());
            for (const auto& heard : heard_.take_all()) {
                if (!std::holds_alternative<heard::Ended>(heard)) continue;
                worker_.join();
                return;
            }
        }
        log::warn("driver", "the device did not end in time");
    }

    DeviceClass device_class_;
    DeviceIdentity identity_;
    Moment hello_at_;
    bool hello_sent_ = false, has_reported_ = false;
    std::optional<Condition> condition_, sent_condition_;
    Calls calls_;
    Outgoing outgoing_;
    Inbox<Heard> heard_;
    Worker worker_;
    std::set<std::uint64_t> frames_on_loan_;
    std::uint64_t newest_frame_ = 0;
    std::optional<int> exit_;
};

std::string program_name(const char* path) {
    const std::string name = path ? path : "driver";
    return name.substr(name.rfind('/') + 1);
}

void print_settings(const std::string& program, const Device& device) {
    const auto identity = device.identity();
    fmt::print("{}: driver of an {} ({} {}), started by the Kiosk24 terminal.\n", program,
               name_of(device.device_class()), identity.maker, identity.model);
    for (const auto& entry : device.settings()) {
        fmt::print("  --set {}={}   {}\n", entry.key, entry.fallback.empty() ? "(needed)" : entry.fallback,
                   entry.about);
    }
}

bool is_socket(int fd) {
    int type = 0;
    socklen_t size = sizeof type;
    return ::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

}  // namespace

int serve(int argc, char** argv, std::unique_ptr<Device> device) {
    const auto program = program_name(argc > 0 ? argv[0] : nullptr);
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    if (!arguments.empty() && arguments.front() == "--help") {
        print_settings(program, *device);
        return kGood;
    }
    // No dump and no debugger of the same account: what passes through here is about people. (The launcher
    // cannot say so: a new program begins as one that may be looked into.)
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    log::open({log::Level::info, program, {}});
    auto settings = Settings::parse(arguments, device->settings());
    if (!settings) {
        log::error("driver", "{}", settings.error().text());
        return kBadSettings;
    }
    if (!is_socket(kTerminalSocket)) {
        log::error("driver", "no SOCK_SEQPACKET socket at fd {}: the terminal starts this program",
                   kTerminalSocket);
        return kBadSettings;
    }
    ::fcntl(kTerminalSocket, F_SETFD, FD_CLOEXEC);
    ::signal(SIGPIPE, SIG_IGN);
    // Ctrl-C in the shell reaches the whole group; a driver ends when the terminal hangs up.
    ::signal(SIGINT, SIG_IGN);
    auto identity = device->identity();
    // Not destroyed: a device that hangs still uses it when the process ends.
    auto* server = new Server(std::move(device), std::move(*settings), std::move(identity));
    const int status = server->run();
    ::_exit(status);
}

}  // namespace kiosk24::drivers
