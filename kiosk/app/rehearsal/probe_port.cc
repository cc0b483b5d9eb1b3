#include "kiosk/app/rehearsal/probe_port.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace kiosk24::app {
namespace {

wire::ProbeReply refused(std::string why) {
    wire::ProbeReply reply;
    reply.ok = false;
    reply.error = std::move(why);
    return reply;
}

wire::ProbeReply tree_of(const ui::Window& window) {
    wire::ProbeReply reply;
    reply.frames_presented = window.frames_presented();
    for (const auto& node : window.tree().nodes) {
        reply.nodes.push_back({node.id, std::string(ui::name_of(node.role)), node.words,
                               static_cast<int>(node.rect.x), static_cast<int>(node.rect.y),
                               static_cast<int>(node.rect.w), static_cast<int>(node.rect.h), node.enabled,
                               !node.visible.is_empty()});
    }
    return reply;
}

wire::ProbeReply done_or(const Status& status) {
    return status ? wire::ProbeReply{} : refused(status.error().text());
}

}  // namespace

Result<std::unique_ptr<ProbePort>> ProbePort::open(const std::string& path, std::function<void()> wake) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return Error(Code::bad_argument, "the probe's path is too long");
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    ::unlink(path.c_str());
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener, 4) != 0) {
        const std::string why = std::strerror(errno);
        ::close(listener);
        return Error(Code::broken_storage, path + ": " + why);
    }
    return std::unique_ptr<ProbePort>(new ProbePort(listener, path, std::move(wake)));
}

ProbePort::ProbePort(int listener, std::string path, std::function<void()> wake)
    : listener_(listener), path_(std::move(path)), requests_(std::move(wake)), thread_([this] { run(); }) {}

ProbePort::~ProbePort() {
    is_ending_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    replies_.push({});
    thread_.join();
    ::close(listener_);
    ::unlink(path_.c_str());
}

void ProbePort::run() {
    while (!is_ending_) {
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        talk_to(client);
        ::close(client);
    }
}

void ProbePort::talk_to(int client) {
    constexpr int kLook_ms = 200;
    constexpr Milliseconds kReplyLook{200};
    std::string waiting;
    while (!is_ending_) {
        pollfd wanted{client, POLLIN, 0};
        if (::poll(&wanted, 1, kLook_ms) <= 0) continue;
        char buffer[4096];
        const auto got = ::read(client, buffer, sizeof buffer);
        if (got <= 0) return;
        waiting.append(buffer, static_cast<std::size_t>(got));
        for (std::size_t end = 0; (end = waiting.find('\n')) != std::string::npos;) {
            const auto request = wire::decode_probe_request(waiting.substr(0, end));
            waiting.erase(0, end + 1);
            std::string reply;
            if (request) {
                requests_.push(*request);
                while (reply.empty() && !is_ending_) {
                    replies_.wait(kReplyLook);
                    for (auto& text : replies_.take_all())
                        reply = std::move(text);
                }
            } else {
                reply = wire::encode(refused(request.error().text())).value_or("");
            }
            reply += "\n";
            for (std::size_t sent = 0; sent < reply.size();) {
                const auto wrote = ::send(client, reply.data() + sent, reply.size() - sent, MSG_NOSIGNAL);
                if (wrote <= 0) return;
                sent += static_cast<std::size_t>(wrote);
            }
        }
        if (waiting.size() > wire::kLongestProbeRequest_bytes) return;
    }
}

// Nothing while a wait is not fulfilled yet.
std::optional<wire::ProbeReply> ProbePort::answer(const wire::ProbeRequest& request, const State& state,
                                                  ui::Window& window) {
    using wire::ProbeVerb;
    switch (request.verb) {
        case ProbeVerb::tap:
            return done_or(window.tap_widget(request.id));
        case ProbeVerb::type:
            window.type(request.text);
            return wire::ProbeReply{};
        case ProbeVerb::tree:
            return tree_of(window);
        case ProbeVerb::picture:
            return done_or(window.write_png(request.path));
        case ProbeVerb::wait_situation:
            if (name_of(situation_of(state)) == request.id) return wire::ProbeReply{};
            return std::nullopt;
        case ProbeVerb::wait: {
            const auto* node = window.tree().find(request.id);
            if (node != nullptr && node->enabled) return wire::ProbeReply{};
            return std::nullopt;
        }
        case ProbeVerb::scroll:
        case ProbeVerb::ledger:
            return refused("not offered by this program");
        case ProbeVerb::quit:
            return wire::ProbeReply{};
    }
    return refused("unknown");
}

bool ProbePort::serve(const State& state, ui::Window& window, Moment now) {
    for (auto& request : requests_.take_all()) {
        waiting_until_ = now + request.timeout;
        waiting_ = std::move(request);
    }
    if (!waiting_) return false;
    auto reply = answer(*waiting_, state, window);
    if (!reply && now >= waiting_until_)
        reply = refused("timed out at " + std::string(name_of(situation_of(state))));
    if (!reply) return false;
    reply->situation = name_of(situation_of(state));
    const bool quits = waiting_->verb == wire::ProbeVerb::quit;
    waiting_.reset();
    replies_.push(wire::encode(*reply).value_or("{\"ok\": false}"));
    return quits;
}

}  // namespace kiosk24::app
