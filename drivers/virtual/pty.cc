#include "drivers/virtual/pty.h"

#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace kiosk24::virtual_devices {
namespace {

Error failed(const std::string& doing) {
    return Error(Code::device_failed, doing + ": " + std::strerror(errno));
}

}  // namespace

Status Pty::plug() {
    if (is_plugged()) return {};
    master_ = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    char name[64] = {};
    if (master_ < 0 || ::grantpt(master_) != 0 || ::unlockpt(master_) != 0 ||
        ::ptsname_r(master_, name, sizeof name) != 0)
        return failed("making a pty");
    // One open slave keeps the master readable while no driver holds the line.
    kept_slave_ = ::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
    termios line{};
    if (kept_slave_ < 0 || ::tcgetattr(kept_slave_, &line) != 0) return failed(name);
    ::cfmakeraw(&line);
    ::tcsetattr(kept_slave_, TCSANOW, &line);
    const auto fresh = link_ + ".new";
    ::unlink(fresh.c_str());
    if (::symlink(name, fresh.c_str()) != 0 || ::rename(fresh.c_str(), link_.c_str()) != 0)
        return failed(link_);
    return {};
}

void Pty::unplug() {
    if (!is_plugged()) return;
    ::unlink(link_.c_str());
    if (kept_slave_ >= 0) ::close(std::exchange(kept_slave_, -1));
    ::close(std::exchange(master_, -1));
}

Bytes Pty::read() {
    Bytes bytes(4096);
    const auto count = is_plugged() ? ::read(master_, bytes.data(), bytes.size()) : 0;
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
}

std::size_t Pty::write(ByteView bytes) {
    const auto count = is_plugged() ? ::write(master_, bytes.data(), bytes.size()) : 0;
    return count > 0 ? static_cast<std::size_t>(count) : 0;
}

int Pty::speed() const {
    termios line{};
    if (!is_plugged() || ::tcgetattr(master_, &line) != 0) return 0;
    switch (::cfgetospeed(&line)) {
        case B9600:
            return 9600;
        case B19200:
            return 19200;
        case B38400:
            return 38400;
        case B57600:
            return 57600;
        case B115200:
            return 115200;
        default:
            return 0;
    }
}

}  // namespace kiosk24::virtual_devices
