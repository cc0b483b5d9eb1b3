#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>

#include "drivers/virtual/desk/desk.h"
#include "kiosk/base/log.h"

namespace {

using namespace kiosk24;
using namespace kiosk24::virtual_devices;

enum Exit { kDone = 0, kRefused = 1, kWrongUsage = 2, kNoDesk = 3 };

// A pipe that becomes readable when the desk is told to end. A handler rather than a blocked signal: what the
// desk starts would inherit the block.
int end_pipe[2] = {-1, -1};
int catch_end_signals() {
    if (::pipe2(end_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
    struct sigaction action {};
    action.sa_handler = [](int) { [[maybe_unused]] const auto written = ::write(end_pipe[1], "", 1); };
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        ::sigaction(signal, &action, nullptr);
    return end_pipe[0];
}

// The answer to one line; waits for a desk that is still starting.
Result<std::string> ask_desk(const DeskOptions& options, const std::string& line) {
    constexpr int kAgain_ms = 50;
    constexpr Milliseconds kAnswer{10'000};
    const auto until = monotonic_now() + options.patience;
    while (true) {
        auto answer = ask_line(options.socket, line, AnswerEnds::when_closed, kAnswer);
        if (answer || answer.error().code() != Code::unreachable || monotonic_now() >= until) return answer;
        ::poll(nullptr, 0, kAgain_ms);
    }
}

int tell_desk(const DeskOptions& options) {
    for (const auto& line : options.told) {
        const auto answer = ask_desk(options, line);
        if (!answer) {
            fmt::print(stderr, "kiosk24-desk: {}\n", answer.error().text());
            return kNoDesk;
        }
        const bool is_ok = answer->starts_with("ok");
        fmt::print(is_ok ? stdout : stderr, "{}\n", answer->substr(answer->find(' ') + 1));
        if (!is_ok) return kRefused;
    }
    return kDone;
}

int run_desk(const DeskOptions& options) {
    log::open({log::Level::info, "kiosk24-desk", {}});
    const int ending = catch_end_signals();
    Desk desk;
    const auto started = desk.start(options);
    if (!started) {
        fmt::print(stderr, "kiosk24-desk: {}\n", started.error().text());
        return kRefused;
    }
    desk.run(ending);
    return kDone;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    std::error_code ignored;
    const auto own = std::filesystem::read_symlink("/proc/self/exe", ignored);
    const auto options = parse_options(arguments, own.parent_path().string());
    if (!options) {
        fmt::print(stderr, "kiosk24-desk: {}\n\n{}", options.error().detail(), usage());
        return kWrongUsage;
    }
    if (options->wants_help) {
        fmt::print("{}", usage());
        return kDone;
    }
    return options->is_client ? tell_desk(*options) : run_desk(*options);
}
