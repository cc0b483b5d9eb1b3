// A virtual serial line: the master side of a pty with a stable name (a symbolic link) for its other side, so
// that a peer can be unplugged and plugged in again behind the same path. One thread.
#pragma once

#include <string>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk24::virtual_devices {

class Pty {
  public:
    explicit Pty(std::string link) : link_(std::move(link)) {}
    ~Pty() { unplug(); }
    Pty(const Pty&) = delete;
    Pty& operator=(const Pty&) = delete;

    Status plug();
    // The other side gets a hang-up; the link is gone.
    void unplug();
    bool is_plugged() const { return master_ >= 0; }
    int fd() const { return master_; }
    const std::string& link() const { return link_; }

    // What arrived; empty if nothing did.
    Bytes read();
    // What the line took of it, in bytes.
    std::size_t write(ByteView bytes);
    // The speed that the other side set, in baud; 0 for another than the usual ones.
    int speed() const;

  private:
    std::string link_;
    int master_ = -1, kept_slave_ = -1;
};

}  // namespace kiosk24::virtual_devices
