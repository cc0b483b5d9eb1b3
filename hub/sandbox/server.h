// HTTPS by Boost.Beast with callbacks: TLS 1.3 only, a client certificate of our authority obligatory, one
// thread runs everything (run()). Request bodies over the contract's limit are answered 413, headers over
// 16 KiB 431; silence of 60 s closes a connection.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "hub/sandbox/exchange.h"

namespace kiosk24::sandbox {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free one
    std::filesystem::path authority_pem, certificate_pem, key_pem;
};

class Server {
  public:
    // `answer` is called on the thread of run().
    using Answerer = std::function<Answer(const Request&)>;
    static Result<Server> open(const ServerOptions& options, Answerer answer);
    Server(Server&&) noexcept;
    Server& operator=(Server&&) noexcept;
    ~Server();

    std::uint16_t port() const;
    // Until stop(), SIGTERM or SIGINT.
    void run();

    // From any thread: calls `work` on the thread of run() and waits for it. False if the server has stopped.
    bool run_there(std::function<void()> work);
    void stop();

    // On the thread of run() only. Closes the listener and every connection, so that nobody is there; and
    // listens again on the same port.
    void go_absent();
    Status come_back();

  private:
    struct Parts;
    explicit Server(std::shared_ptr<Parts> parts);
    std::shared_ptr<Parts> parts_;
};

}  // namespace kiosk24::sandbox
