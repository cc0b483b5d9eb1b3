// The only translation unit that includes Boost.Beast: it takes long to compile.
#include "hub/sandbox/server.h"

#include <utility>  // before asio: Boost 1.74 uses std::exchange without including it
//
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <csignal>
#include <future>
#include <optional>
#include <set>

#include "hub/sandbox/certificates.h"
#include "kiosk/base/log.h"

namespace kiosk24::sandbox {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using beast::error_code;

constexpr std::chrono::seconds kHandshakeWithin{10}, kSilenceAtMost{60}, kHangAtMost{600};
constexpr std::uint32_t kLargestHeader_bytes = 16u << 10;

class Session;
struct Shared {
    explicit Shared(Server::Answerer answerer)
        : tls(asio::ssl::context::tls_server), answer(std::move(answerer)) {}
    asio::ssl::context tls;
    Server::Answerer answer;
    std::set<Session*> sessions;  // alive; on the thread of run()
};

class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(tcp::socket socket, std::shared_ptr<Shared> shared)
        : stream_(std::move(socket), shared->tls),
          timer_(stream_.get_executor()),
          shared_(std::move(shared)) {
        shared_->sessions.insert(this);
    }
    ~Session() { shared_->sessions.erase(this); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void start() {
        beast::get_lowest_layer(stream_).expires_after(kHandshakeWithin);
        stream_.async_handshake(asio::ssl::stream_base::server,
                                [self = shared_from_this()](error_code failed) {
                                    if (failed) return self->refused(failed);
                                    self->learn_terminal();
                                    self->read();
                                });
    }
    void cut() {
        timer_.cancel();
        beast::get_lowest_layer(stream_).close();
    }

  private:
    void refused(error_code failed) { log::warn("sandbox", "handshake failed: {}", failed.message()); }

    void learn_terminal() {
        CertificateHandle certificate(SSL_get1_peer_certificate(stream_.native_handle()));
        if (certificate) terminal_id_ = common_name_of(*certificate);
    }

    void read() {
        parser_.emplace();
        parser_->body_limit(wire::kLargestRequest_bytes);
        parser_->header_limit(kLargestHeader_bytes);
        beast::get_lowest_layer(stream_).expires_after(kSilenceAtMost);
        http::async_read(stream_, buffer_, *parser_,
                         [self = shared_from_this()](error_code failed, std::size_t) { self->have(failed); });
    }

    void have(error_code failed) {
        if (failed == http::error::body_limit)
            return last_word(problem_reply(413, "too_large", "the body is over the limit"));
        if (failed == http::error::header_limit)
            return last_word(problem_reply(431, "too_large", "the header is over the limit"));
        if (failed == http::error::end_of_stream) return close();
        if (failed && failed.category() == http::make_error_code(http::error::bad_method).category())
            return last_word(problem_reply(400, "bad_request", "not a request of HTTP/1.1"));
        if (failed) return;
        answer_to(parser_->get());
    }

    void last_word(Reply reply) {
        keeps_alive_ = false;
        write(std::move(reply));
    }

    void answer_to(const http::request<http::string_body>& asked) {
        Request request;
        request.method = std::string(asked.method_string());
        request.path = std::string(asked.target().substr(0, asked.target().find('?')));
        request.terminal_id = terminal_id_;
        request.content_type = std::string(asked[http::field::content_type]);
        request.idempotency_key = std::string(asked["Idempotency-Key"]);
        request.if_none_match = std::string(asked[http::field::if_none_match]);
        request.body = asked.body();
        keeps_alive_ = asked.keep_alive();
        deliver(shared_->answer(request));
    }

    void deliver(Answer answer) {
        if (answer.delivery == Delivery::hang) return wait(kHangAtMost, [](Session&) {});
        if (answer.delivery == Delivery::drop) return wait(answer.after, [](Session& self) { self.cut(); });
        if (answer.after.count() == 0) return write(std::move(answer.reply));
        wait(answer.after,
             [reply = std::move(answer.reply)](Session& self) mutable { self.write(std::move(reply)); });
    }

    template <typename Duration, typename Then>
    void wait(Duration duration, Then then) {
        beast::get_lowest_layer(stream_).expires_never();
        timer_.expires_after(duration);
        timer_.async_wait([self = shared_from_this(), then = std::move(then)](error_code failed) mutable {
            if (!failed) then(*self);
        });
    }

    void write(Reply reply) {
        response_ = {};
        response_.version(11);
        response_.result(static_cast<unsigned>(reply.status));
        response_.keep_alive(keeps_alive_);
        response_.set(http::field::cache_control, "no-store");
        if (!reply.content_type.empty()) response_.set(http::field::content_type, reply.content_type);
        if (!reply.etag.empty()) response_.set(http::field::etag, reply.etag);
        if (!reply.allow.empty()) response_.set(http::field::allow, reply.allow);
        if (reply.retry_after_s > 0)
            response_.set(http::field::retry_after, std::to_string(reply.retry_after_s));
        response_.body() = std::move(reply.body);
        response_.prepare_payload();
        beast::get_lowest_layer(stream_).expires_after(kSilenceAtMost);
        http::async_write(stream_, response_, [self = shared_from_this()](error_code failed, std::size_t) {
            if (failed) return;
            if (!self->keeps_alive_) return self->close();
            self->read();
        });
    }

    void close() {
        beast::get_lowest_layer(stream_).expires_after(kHandshakeWithin);
        stream_.async_shutdown([self = shared_from_this()](error_code) {});
    }

    beast::ssl_stream<beast::tcp_stream> stream_;
    asio::steady_timer timer_;
    std::shared_ptr<Shared> shared_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    http::response<http::string_body> response_;
    std::string terminal_id_;
    bool keeps_alive_ = true;
};

Status set_up(asio::ssl::context& tls, const ServerOptions& options) {
    error_code failed;
    const auto at = [&](const std::filesystem::path& file) -> Status {
        if (!failed) return {};
        return Error(Code::bad_setting, file.string() + ": " + failed.message());
    };
    tls.use_certificate_chain_file(options.certificate_pem.string(), failed);
    TRY_STATUS(at(options.certificate_pem));
    tls.use_private_key_file(options.key_pem.string(), asio::ssl::context::pem, failed);
    TRY_STATUS(at(options.key_pem));
    tls.load_verify_file(options.authority_pem.string(), failed);
    TRY_STATUS(at(options.authority_pem));
    tls.set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert, failed);
    TRY_STATUS(at(options.authority_pem));
    static constexpr unsigned char kContext[] = "kiosk24-sandbox";
    if (SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_3_VERSION) != 1 ||
        SSL_CTX_set_session_id_context(tls.native_handle(), kContext, sizeof kContext - 1) != 1)
        return openssl_error("setting up TLS 1.3");
    return {};
}

}  // namespace

struct Server::Parts {
    explicit Parts(Answerer answer)
        : acceptor(context), signals(context), shared(std::make_shared<Shared>(std::move(answer))) {}

    Status listen() {
        error_code failed;
        acceptor.open(endpoint.protocol(), failed);
        if (!failed) acceptor.set_option(asio::socket_base::reuse_address(true), failed);
        if (!failed) acceptor.bind(endpoint, failed);
        if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
        if (failed) return Error(Code::unreachable, "listening: " + failed.message());
        endpoint = acceptor.local_endpoint();
        accept();
        return {};
    }

    void accept() {
        acceptor.async_accept([this](error_code failed, tcp::socket socket) {
            if (failed == asio::error::operation_aborted || !acceptor.is_open()) return;
            if (!failed) {
                error_code ignored;
                socket.set_option(tcp::no_delay(true), ignored);
                std::make_shared<Session>(std::move(socket), shared)->start();
            }
            accept();
        });
    }

    asio::io_context context{1};
    tcp::acceptor acceptor;
    tcp::endpoint endpoint;
    asio::signal_set signals;
    std::shared_ptr<Shared> shared;
};

Server::Server(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::open(const ServerOptions& options, Answerer answer) {
    auto parts = std::make_shared<Parts>(std::move(answer));
    TRY_STATUS(set_up(parts->shared->tls, options));
    error_code failed;
    const auto address = asio::ip::make_address(options.address, failed);
    if (failed) return Error(Code::bad_setting, "address " + options.address + ": " + failed.message());
    parts->endpoint = tcp::endpoint(address, options.port);
    TRY_STATUS(parts->listen());
    for (const int number : {SIGTERM, SIGINT})
        parts->signals.add(number, failed);
    parts->signals.async_wait([raw = parts.get()](error_code cancelled, int) {
        if (!cancelled) raw->context.stop();
    });
    return Server(std::move(parts));
}

std::uint16_t Server::port() const {
    return parts_->endpoint.port();
}

void Server::run() {
    parts_->context.run();
}

bool Server::run_there(std::function<void()> work) {
    auto done = std::make_shared<std::promise<void>>();
    auto finished = done->get_future();
    asio::post(parts_->context, [work = std::move(work), done] {
        work();
        done->set_value();
    });
    while (finished.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready)
        if (parts_->context.stopped()) return false;
    return true;
}

void Server::stop() {
    parts_->context.stop();
}

void Server::go_absent() {
    error_code ignored;
    parts_->acceptor.close(ignored);
    const std::set<Session*> alive = parts_->shared->sessions;
    for (Session* session : alive)
        session->cut();
}

Status Server::come_back() {
    if (parts_->acceptor.is_open()) return {};
    return parts_->listen();
}

}  // namespace kiosk24::sandbox
