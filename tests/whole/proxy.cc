#include "tests/whole/proxy.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <vector>

namespace kiosk24::whole_test {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kLook_ms = 5;

sockaddr_in here(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

bool send_all(int socket, const std::string& bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const auto count = ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) return false;
        sent += static_cast<std::size_t>(count);
    }
    return true;
}

}  // namespace

Proxy::Proxy(int platform_port) : platform_port_(platform_port) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto address = here(0);
    ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    ::listen(listener_, 16);
    socklen_t size = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
}

Proxy::~Proxy() {
    is_ending_ = true;
    thread_.join();
    for (auto& connection : connections_)
        end(connection, false);
    ::close(listener_);
}

void Proxy::trouble(Trouble trouble) {
    const std::lock_guard lock(mutex_);
    for (auto& connection : connections_) {
        for (auto& way : connection.ways)
            way.passed_bytes = 0;
    }
    trouble_ = trouble;
    is_armed_ = true;
    has_struck_ = false;
}

void Proxy::run() {
    while (!is_ending_) {
        std::vector<pollfd> wanted{{listener_, POLLIN, 0}};
        for (const auto& connection : connections_) {
            for (const auto& way : connection.ways)
                wanted.push_back({way.held.empty() ? way.from : -1, POLLIN, 0});
        }
        ::poll(wanted.data(), wanted.size(), kLook_ms);
        const std::lock_guard lock(mutex_);
        std::size_t at = 1;
        for (auto& connection : connections_) {
            for (auto& way : connection.ways)
                serve(connection, way, (wanted[at++].revents & (POLLIN | POLLHUP | POLLERR)) != 0);
        }
        connections_.remove_if([](const Connection& connection) { return connection.is_over; });
        if ((wanted[0].revents & POLLIN) != 0) accept_one();
    }
}

void Proxy::accept_one() {
    Connection made;
    made.terminal = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    made.platform = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = here(platform_port_);
    const int at_once = 1;
    for (const int fd : {made.terminal, made.platform})
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
    if (::connect(made.platform, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return end(made, true);
    made.ways[0] = {.towards = Towards::platform, .from = made.terminal, .to = made.platform};
    made.ways[1] = {.towards = Towards::terminal, .from = made.platform, .to = made.terminal};
    connections_.push_back(std::move(made));
}

void Proxy::serve(Connection& connection, Way& way, bool may_read) {
    if (connection.is_over) return;
    if (way.held.empty() && may_read) {
        char piece[16 << 10];
        const auto got = ::recv(way.from, piece, sizeof piece, 0);
        if (got <= 0) return end(connection, got < 0);
        way.held.assign(piece, static_cast<std::size_t>(got));
        way.due = Clock::now() + delay_.load();
    }
    if (!way.held.empty() && Clock::now() >= way.due) pass(connection, way);
}

void Proxy::pass(Connection& connection, Way& way) {
    const bool is_meant = is_armed_ && way.towards == trouble_.towards;
    const bool strikes = is_meant && way.passed_bytes + way.held.size() > trouble_.after_bytes;
    if (strikes) way.held.resize(trouble_.after_bytes - way.passed_bytes);
    way.passed_bytes += way.held.size();
    const bool is_sent = way.is_swallowed || send_all(way.to, way.held);
    way.held.clear();
    if (strikes) return strike(connection, way);
    if (!is_sent) end(connection, true);
}

void Proxy::strike(Connection& connection, Way& way) {
    is_armed_ = false;
    if (trouble_.harm == Harm::swallow)
        way.is_swallowed = true;
    else
        end(connection, trouble_.harm == Harm::reset);
    has_struck_ = true;
}

void Proxy::end(Connection& connection, bool by_reset) {
    if (connection.is_over) return;
    connection.is_over = true;
    const linger at_once{1, 0};
    for (const int fd : {connection.terminal, connection.platform}) {
        if (by_reset) ::setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
        ::close(fd);
    }
}

}  // namespace kiosk24::whole_test
