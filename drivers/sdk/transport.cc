#include "drivers/sdk/transport.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/file.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <optional>

namespace kiosk24::drivers {
namespace {

std::optional<speed_t> speed_of(int baud) {
    switch (baud) {
        case 9600:
            return B9600;
        case 19200:
            return B19200;
        case 38400:
            return B38400;
        case 57600:
            return B57600;
        case 115200:
            return B115200;
        default:
            return std::nullopt;
    }
}

Error line_gone(const char* why) {
    return Error(Code::device_offline, std::string("the line is gone: ") + why);
}

Status make_raw(int tty, speed_t speed) {
    termios line{};
    if (::tcgetattr(tty, &line) != 0)
        return Error(Code::device_failed, std::string("no tty: ") + std::strerror(errno));
    ::cfmakeraw(&line);
    line.c_cflag |= CLOCAL | CREAD;
    line.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | CRTSCTS);
    line.c_cc[VMIN] = 0;
    line.c_cc[VTIME] = 0;
    ::cfsetispeed(&line, speed);
    ::cfsetospeed(&line, speed);
    if (::tcsetattr(tty, TCSANOW, &line) != 0)
        return Error(Code::device_failed, std::string("setting the line: ") + std::strerror(errno));
    return {};
}

}  // namespace

bool SerialTransport::is_speed(int baud) {
    return speed_of(baud).has_value();
}

Result<SerialTransport> SerialTransport::open(const std::string& tty, int baud) {
    const auto speed = speed_of(baud);
    if (!speed) return Error(Code::bad_setting, "no line speed: " + std::to_string(baud));
    Descriptor line(::open(tty.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!line) return Error(Code::device_offline, tty + ": " + std::strerror(errno));
    // flock ends with the process however it ends; TIOCEXCL would outlive a killed driver on some lines.
    if (::flock(line.get(), LOCK_EX | LOCK_NB) != 0)
        return Error(Code::device_busy, tty + " is used by another process");
    TRY_STATUS(make_raw(line.get(), *speed).with(tty));
    return SerialTransport(std::move(line));
}

Status SerialTransport::wait_for(short events, const Limits& limits) const {
    TRY_STATUS(limits.check());
    pollfd waiting[2] = {{tty_.get(), events, 0}, {limits.stop.fd(), POLLIN, 0}};
    constexpr Milliseconds kLongestPoll{std::numeric_limits<int>::max()};
    const auto sleep = std::min(limits.left(), kLongestPoll);
    if (::poll(waiting, 2, static_cast<int>(sleep.count())) < 0 && errno != EINTR)
        return Error(Code::device_failed, std::strerror(errno));
    // Bytes that arrived before a hang-up are still worth reading.
    if (waiting[0].revents & events) return {};
    if (waiting[0].revents & (POLLHUP | POLLERR | POLLNVAL)) return line_gone("hang-up");
    return limits.check();
}

Status SerialTransport::write_all(ByteView bytes, const Limits& limits) {
    while (!bytes.empty()) {
        TRY_STATUS(wait_for(POLLOUT, limits));
        const auto count = ::write(tty_.get(), bytes.data(), bytes.size());
        if (count < 0 && errno != EAGAIN && errno != EINTR) return line_gone(std::strerror(errno));
        if (count > 0) bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return {};
}

Result<std::size_t> SerialTransport::read_some(std::span<std::uint8_t> buffer, const Limits& limits) {
    bool was_ready = false;
    while (true) {
        TRY_STATUS(wait_for(POLLIN, limits));
        const auto count = ::read(tty_.get(), buffer.data(), buffer.size());
        if (count > 0) return static_cast<std::size_t>(count);
        if (count < 0 && errno != EAGAIN && errno != EINTR) return line_gone(std::strerror(errno));
        // "Readable" with nothing to read, twice running, is how a line ends on some kernels.
        if (count == 0 && was_ready) return line_gone("end of file");
        was_ready = count == 0;
    }
}

void SerialTransport::discard_input() {
    ::tcflush(tty_.get(), TCIFLUSH);
}

bool SerialTransport::is_connected() const {
    pollfd line{tty_.get(), 0, 0};
    return ::poll(&line, 1, 0) >= 0 && (line.revents & (POLLHUP | POLLERR | POLLNVAL)) == 0;
}

}  // namespace kiosk24::drivers
