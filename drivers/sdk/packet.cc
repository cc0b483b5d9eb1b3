// One message of the socketpair at a time, with the descriptor that travels beside it.
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include "drivers/sdk/bulk.h"
#include "kiosk/wire/driver_message.h"

namespace kiosk24::drivers {
namespace {

constexpr std::size_t kMostDescriptors = 8;  // received so that surplus ones can be closed

void take_descriptors(msghdr& header, Packet& packet) {
    for (auto* part = CMSG_FIRSTHDR(&header); part; part = CMSG_NXTHDR(&header, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
        const auto count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(part) + i * sizeof(int), sizeof(int));
            Descriptor received(fd);
            if (!packet.memfd) packet.memfd = std::move(received);
        }
    }
}

bool is_gone(int error) {
    return error == EPIPE || error == ECONNRESET || error == ENOTCONN || error == EBADF;
}

}  // namespace

Result<std::optional<Packet>> receive_packet(int socket) {
    Packet packet;
    packet.bytes.resize(wire::kLongestMessage_bytes);
    alignas(cmsghdr) char control[CMSG_SPACE(kMostDescriptors * sizeof(int))];
    iovec place{packet.bytes.data(), packet.bytes.size()};
    msghdr header{};
    header.msg_iov = &place;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = sizeof control;
    const auto count = ::recvmsg(socket, &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return std::optional<Packet>();
    if (count < 0) return Error(Code::unreachable, std::strerror(errno));
    take_descriptors(header, packet);
    // The contract has no empty message, so nothing received is the end of the stream.
    if (count == 0) return Error(Code::unreachable, "the other side closed");
    packet.bytes.resize(static_cast<std::size_t>(count));
    packet.is_whole = (header.msg_flags & MSG_TRUNC) == 0;
    return std::optional<Packet>(std::move(packet));
}

Status send_packet(int socket, std::string_view bytes, int memfd) {
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    iovec place{const_cast<char*>(bytes.data()), bytes.size()};
    msghdr header{};
    header.msg_iov = &place;
    header.msg_iovlen = 1;
    if (memfd >= 0) {
        header.msg_control = control;
        header.msg_controllen = sizeof control;
        auto* part = CMSG_FIRSTHDR(&header);
        part->cmsg_level = SOL_SOCKET;
        part->cmsg_type = SCM_RIGHTS;
        part->cmsg_len = CMSG_LEN(sizeof(int));
        std::memcpy(CMSG_DATA(part), &memfd, sizeof(int));
    }
    if (::sendmsg(socket, &header, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0) return {};
    if (is_gone(errno)) return Error(Code::unreachable, std::strerror(errno));
    if (errno == EAGAIN || errno == EINTR || errno == ENOBUFS)
        return Error(Code::device_busy, std::strerror(errno));
    return Error(Code::bad_argument, std::strerror(errno));
}

}  // namespace kiosk24::drivers
