#include "tests/kiosk/net/raw_server.h"

#include <arpa/inet.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/kiosk/net/sandbox_process.h"

namespace kiosk24::net {
namespace {

SSL* tls_of(void* tls) {
    return static_cast<SSL*>(tls);
}

int receive(void* tls, int socket, char* bytes, int size) {
    return tls != nullptr ? SSL_read(tls_of(tls), bytes, size)
                          : static_cast<int>(::recv(socket, bytes, static_cast<std::size_t>(size), 0));
}

}  // namespace

bool RawServer::Peer::send(std::string_view bytes) {
    if (tls_ != nullptr) return SSL_write(tls_of(tls_), bytes.data(), static_cast<int>(bytes.size())) > 0;
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0;
}

void RawServer::Peer::reset() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void RawServer::Peer::wait_until_gone() {
    char bytes[1024];
    while (receive(tls_, socket_, bytes, sizeof bytes) > 0) {
    }
}

RawServer::RawServer(std::function<void(Peer&)> script, Version version, const std::string& identity)
    : script_(std::move(script)), version_(version) {
    ::signal(SIGPIPE, SIG_IGN);
    auto* context = SSL_CTX_new(TLS_server_method());
    context_ = std::shared_ptr<void>(context, [](void* old) { SSL_CTX_free(static_cast<SSL_CTX*>(old)); });
    const auto file = certificates() / identity;
    SSL_CTX_use_certificate_chain_file(context, (file.string() + ".pem").c_str());
    SSL_CTX_use_PrivateKey_file(context, (file.string() + ".key").c_str(), SSL_FILETYPE_PEM);
    if (version == Version::tls_1_2) SSL_CTX_set_max_proto_version(context, TLS1_2_VERSION);
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), length);
    ::listen(listener_, 16);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    ending_ = ::eventfd(0, EFD_CLOEXEC);
    thread_ = std::thread([this] { run(); });
}

RawServer::~RawServer() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(ending_, &one, sizeof one);
    thread_.join();
    for (auto& peer : peers_)
        peer.join();
    ::close(listener_);
    ::close(ending_);
}

void RawServer::run() {
    while (true) {
        pollfd waiting[2] = {{listener_, POLLIN, 0}, {ending_, POLLIN, 0}};
        if (::poll(waiting, 2, -1) < 0 || waiting[1].revents != 0) return;
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket >= 0) peers_.emplace_back([this, socket] { serve(socket); });
    }
}

void RawServer::serve(int socket) {
    ++connections_;
    // A client that says nothing must not hold the test.
    const timeval longest{20, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
    SSL* tls = nullptr;
    if (version_ != Version::none) {
        tls = SSL_new(static_cast<SSL_CTX*>(context_.get()));
        SSL_set_fd(tls, socket);
    }
    char request[4096];
    if (tls == nullptr || SSL_accept(tls) == 1) {
        if (receive(tls, socket, request, sizeof request) > 0) {
            Peer peer(tls, socket);
            script_(peer);
        }
    }
    if (tls != nullptr) SSL_free(tls);
    ::close(socket);
}

}  // namespace kiosk24::net
