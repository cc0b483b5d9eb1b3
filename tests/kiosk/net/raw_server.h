// A TLS server that sends whatever bytes a test wants: what no decent HTTP server would. The script runs on a
// thread a connection; the clients end before the server does.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "kiosk/net/transport.h"

namespace kiosk24::net {

class RawServer {
  public:
    // One connection, after its handshake and its request's first bytes.
    class Peer {
      public:
        explicit Peer(void* tls, int socket) : tls_(tls), socket_(socket) {}
        bool send(std::string_view bytes);  // false once the other side is gone
        void reset();                       // ends the connection with a TCP reset
        void wait_until_gone();             // reads until the other side closes

      private:
        void* tls_;
        int socket_;
    };
    enum class Version { tls_1_3, tls_1_2, none };

    // `identity` names a pair of the sandbox's folder ("server").
    RawServer(std::function<void(Peer&)> script, Version version = Version::tls_1_3,
              const std::string& identity = "server");
    ~RawServer();
    RawServer(const RawServer&) = delete;
    RawServer& operator=(const RawServer&) = delete;

    std::uint16_t port() const { return port_; }
    int connections() const { return connections_; }

  private:
    void run();
    void serve(int socket);

    std::function<void(Peer&)> script_;
    Version version_;
    std::shared_ptr<void> context_;  // SSL_CTX
    int listener_ = -1, ending_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<int> connections_ = 0;
    std::thread thread_;
    std::vector<std::thread> peers_;  // one a connection
};

}  // namespace kiosk24::net
