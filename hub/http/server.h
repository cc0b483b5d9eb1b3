// HTTP/1.1 by Boost.Beast with callbacks, one thread for everything (run()). A listener either speaks TLS 1.3
// only, with client certificates of one authority, or plain HTTP, and then on loopback only. Bodies over the
// listener's limit are answered 413, headers over 16 KiB 431; silence of 60 s closes a connection, and so
// does one connection more than a listener bears.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hub/http/exchange.h"

namespace kiosk24::http {

// optional: a client without a certificate is let in as nobody; one with a bad certificate never.
enum class ClientCertificate { required, optional };
struct TlsFiles {
    std::filesystem::path authority_pem, certificate_pem, key_pem;
    ClientCertificate client = ClientCertificate::required;
};
struct Listener {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free one
    std::optional<TlsFiles> tls;
    std::size_t largest_body_bytes = 128u << 10;
    std::size_t most_connections = 20'000;
    Answerer answer;
};

class Server {
  public:
    // bad_setting for an address, key or certificate that cannot be used, unreachable for a port that is
    // taken.
    static Result<Server> open(std::vector<Listener> listeners);
    Server(Server&&) noexcept;
    Server& operator=(Server&&) noexcept;
    ~Server();

    std::uint16_t port(std::size_t listener = 0) const;
    // Until stop(), SIGTERM or SIGINT.
    void run();

    // On the thread of run(), or before it: calls `work` once, after that time.
    void after(Milliseconds time, std::function<void()> work);

    // From any thread: calls `work` on the thread of run() and waits for it. False if the server has stopped.
    bool run_there(std::function<void()> work);
    void stop();

    // On the thread of run() only. Closes the listeners and every connection, so that nobody is there; and
    // listens again on the same ports.
    void go_absent();
    Status come_back();

  private:
    struct Parts;
    explicit Server(std::shared_ptr<Parts> parts);
    std::shared_ptr<Parts> parts_;
};

}  // namespace kiosk24::http
