#include "tests/whole/probe_client.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>

namespace kiosk24::whole_test {
namespace {

constexpr Patience kAnswer = kPatience + Patience{30'000};  // beyond the longest wait that is asked for

int connect_to(const std::filesystem::path& path) {
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path.string().copy(address.sun_path, sizeof address.sun_path - 1);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return fd;
    ::close(fd);
    return -1;
}

wire::ProbeReply failed(std::string why) {
    wire::ProbeReply reply;
    reply.ok = false;
    reply.error = std::move(why);
    return reply;
}

wire::ProbeRequest request_for(wire::ProbeVerb verb, std::string id, Patience patience) {
    wire::ProbeRequest request;
    request.verb = verb;
    request.id = std::move(id);
    request.timeout = patience;
    return request;
}

}  // namespace

ProbeClient::ProbeClient(const std::filesystem::path& socket) {
    eventually([&] { return (socket_ = connect_to(socket)) >= 0; });
}

ProbeClient::~ProbeClient() {
    if (socket_ >= 0) ::close(socket_);
}

wire::ProbeReply ProbeClient::ask(const wire::ProbeRequest& request) {
    const auto line = wire::encode(request).value_or("") + "\n";
    if (::send(socket_, line.data(), line.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(line.size()))
        return failed("nobody listens at the probe's socket");
    for (;;) {
        if (const auto end = waiting_.find('\n'); end != std::string::npos) {
            const auto reply = wire::decode_probe_reply(waiting_.substr(0, end));
            waiting_.erase(0, end + 1);
            return reply ? *reply : failed(reply.error().text());
        }
        pollfd wanted{socket_, POLLIN, 0};
        if (::poll(&wanted, 1, static_cast<int>(kAnswer.count())) != 1) return failed("no answer");
        char part[8192];
        const auto got = ::read(socket_, part, sizeof part);
        if (got <= 0) return failed("the terminal has gone");
        waiting_.append(part, static_cast<std::size_t>(got));
    }
}

wire::ProbeReply ProbeClient::tap(const std::string& widget) {
    if (auto there = wait_widget(widget); !there.ok) return there;
    return ask(request_for(wire::ProbeVerb::tap, widget, {}));
}

wire::ProbeReply ProbeClient::wait_situation(const std::string& situation, Patience patience) {
    return ask(request_for(wire::ProbeVerb::wait_situation, situation, patience));
}

wire::ProbeReply ProbeClient::wait_widget(const std::string& widget, Patience patience) {
    return ask(request_for(wire::ProbeVerb::wait, widget, patience));
}

std::string ProbeClient::situation() {
    return ask(request_for(wire::ProbeVerb::tree, {}, {})).situation;
}

std::optional<wire::ProbeNode> ProbeClient::node(const std::string& widget) {
    for (auto& node : ask(request_for(wire::ProbeVerb::tree, {}, {})).nodes) {
        if (node.id == widget) return std::move(node);
    }
    return std::nullopt;
}

std::string ProbeClient::words(const std::string& widget) {
    const auto found = node(widget);
    return found ? found->words : std::string();
}

}  // namespace kiosk24::whole_test
