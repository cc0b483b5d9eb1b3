// Bulk beside a message: one memfd in SCM_RIGHTS, sealed against shrink, grow and write, as large as the
// message says. Never a file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk24::drivers {

// Owns one file descriptor.
class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { reset(); }
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        if (this != &other) reset(std::exchange(other.fd_, -1));
        return *this;
    }
    int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }
    explicit operator bool() const { return fd_ >= 0; }
    void reset(int fd = -1);

  private:
    int fd_ = -1;
};

// A received memfd, mapped read-only for as long as this lives.
class Bulk {
  public:
    Bulk() = default;
    // bad_input if `memfd` lacks a seal, is not exactly `size` bytes long or cannot be mapped; too_large over
    // wire::kLargestBulk_bytes. A size of 0 with no descriptor is the empty bulk.
    static Result<Bulk> map(Descriptor memfd, std::size_t size);
    ~Bulk();
    Bulk(Bulk&& other) noexcept;
    Bulk& operator=(Bulk&& other) noexcept;
    ByteView bytes() const { return {static_cast<const std::uint8_t*>(memory_), size_}; }

  private:
    void unmap();
    void* memory_ = nullptr;
    std::size_t size_ = 0;
};

// A sealed memfd that holds `bytes`.
Result<Descriptor> make_bulk(ByteView bytes);

// One message of a SOCK_SEQPACKET socket with the descriptor that came with it.
struct Packet {
    std::string bytes;
    Descriptor memfd;      // at most one; further ones are closed
    bool is_whole = true;  // false: longer than wire::kLongestMessage_bytes, cut off
};
// nullopt: nothing waits now. unreachable: the other side is gone.
Result<std::optional<Packet>> receive_packet(int socket);
// device_busy: the socket is full now. unreachable: the other side is gone.
Status send_packet(int socket, std::string_view bytes, int memfd = -1);

}  // namespace kiosk24::drivers
