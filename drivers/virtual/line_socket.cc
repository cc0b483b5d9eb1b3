#include "drivers/virtual/line_socket.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace kiosk24::virtual_devices {
namespace {

constexpr std::size_t kLongestLine_bytes = 4096;
constexpr std::size_t kLongestAnswer_bytes = 1 << 20;

Result<sockaddr_un> address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return Error(Code::bad_argument, "the socket's path is too long");
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

// A connected socket, or unreachable.
Result<int> connect_to(const std::string& path) {
    TRY(address, address_of(path));
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
    const auto why = path + ": " + std::strerror(errno);
    ::close(fd);
    return Error(Code::unreachable, why);
}

Result<std::string> read_answer(int fd, AnswerEnds ends, Moment until) {
    std::string answer;
    while (answer.size() < kLongestAnswer_bytes) {
        pollfd waiting{fd, POLLIN, 0};
        const auto left = std::max(until - monotonic_now(), Milliseconds(0));
        if (::poll(&waiting, 1, static_cast<int>(left.count())) == 0)
            return Error(Code::timed_out, "no answer");
        char buffer[4096];
        const auto count = ::read(fd, buffer, sizeof buffer);
        if (count <= 0) break;
        answer.append(buffer, static_cast<std::size_t>(count));
        if (ends == AnswerEnds::with_the_line && answer.find('\n') != std::string::npos) break;
    }
    while (!answer.empty() && answer.back() == '\n')
        answer.pop_back();
    return answer;
}

}  // namespace

Result<std::string> ask_line(const std::string& socket, std::string_view line, AnswerEnds ends,
                             Milliseconds patience) {
    const auto until = monotonic_now() + patience;
    TRY(fd, connect_to(socket));
    std::string request(line);
    request += '\n';
    auto answer = Result<std::string>(Error(Code::unreachable, socket));
    if (::send(fd, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size()))
        answer = read_answer(fd, ends, until);
    ::close(fd);
    return answer;
}

LineServer::~LineServer() {
    for (const auto& client : clients_)
        ::close(client.fd);
    if (listener_ < 0) return;
    ::close(listener_);
    ::unlink(path_.c_str());
}

Status LineServer::listen(const std::string& path) {
    TRY(address, address_of(path));
    if (const auto other = connect_to(path)) {
        ::close(*other);
        return Error(Code::conflict, path + ": somebody listens there already");
    }
    ::unlink(path.c_str());
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    path_ = path;
    constexpr int kBacklog = 16;
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener_, kBacklog) != 0)
        return Error(Code::bad_argument, path + ": " + std::strerror(errno));
    return {};
}

std::vector<pollfd> LineServer::wanted() const {
    std::vector<pollfd> wanted{{listener_, POLLIN, 0}};
    for (const auto& client : clients_)
        wanted.push_back({client.fd, POLLIN, 0});
    return wanted;
}

void LineServer::step(const Obey& obey) {
    for (int fd = -1; (fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK)) >= 0;)
        clients_.push_back({fd, {}, false});
    for (auto& client : clients_)
        read_from(client, obey);
    std::erase_if(clients_, [](const Client& client) {
        if (client.is_done) ::close(client.fd);
        return client.is_done;
    });
}

void LineServer::read_from(Client& client, const Obey& obey) {
    char buffer[1024];
    const auto count = ::read(client.fd, buffer, sizeof buffer);
    if (count < 0) {
        client.is_done = errno != EAGAIN && errno != EINTR;
        return;
    }
    client.line.append(buffer, static_cast<std::size_t>(count));
    const auto end = client.line.find('\n');
    client.is_done = count == 0 || end != std::string::npos || client.line.size() > kLongestLine_bytes;
    if (end == std::string::npos) return;
    const auto answer = obey(std::string_view(client.line).substr(0, end)) + "\n";
    // A client that does not read its answer loses it: the desk waits for nobody.
    [[maybe_unused]] const auto sent =
        ::send(client.fd, answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace kiosk24::virtual_devices
