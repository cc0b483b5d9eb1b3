#include "drivers/sdk/limits.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <limits>

namespace kiosk24::drivers {

struct StopToken::Flag {
    std::atomic<bool> requested{false};
    int fd = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    Flag() = default;
    Flag(const Flag&) = delete;
    Flag& operator=(const Flag&) = delete;
    ~Flag() {
        if (fd >= 0) ::close(fd);
    }
};

bool StopToken::requested() const {
    return flag_ && flag_->requested.load();
}

int StopToken::fd() const {
    return flag_ ? flag_->fd : -1;
}

StopSource::StopSource() {
    token_.flag_ = std::make_shared<StopToken::Flag>();
}

void StopSource::request() {
    token_.flag_->requested.store(true);
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(token_.flag_->fd, &one, sizeof one);
}

Milliseconds Limits::left() const {
    if (deadline == kNever) return Milliseconds::max();
    return std::max(deadline - monotonic_now(), Milliseconds(0));
}

Limits Limits::within(Milliseconds longest) const {
    return {std::min(deadline, monotonic_now() + longest), stop};
}

Status Limits::check() const {
    if (stop.requested()) return Error(Code::cancelled);
    if (left() == Milliseconds(0)) return Error(Code::timed_out);
    return {};
}

Status Limits::pause(Milliseconds time) const {
    TRY_STATUS(check());
    constexpr Milliseconds kLongestPoll{std::numeric_limits<int>::max()};
    const auto sleep = std::min({time, left(), kLongestPoll});
    pollfd waiting{stop.fd(), POLLIN, 0};
    ::poll(&waiting, 1, static_cast<int>(sleep.count()));
    return check();
}

}  // namespace kiosk24::drivers
