// The only translation unit that includes Boost.Beast: it takes long to compile.
#include "hub/http/server.h"

#include <utility>  // before asio: Boost 1.74 uses std::exchange without including it
//
#include <algorithm>
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
#include <set>

#include "hub/pki/certificates.h"
#include "kiosk/base/log.h"

namespace kiosk24::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire_http = beast::http;
using asio::ip::tcp;
using beast::error_code;

constexpr std::chrono::seconds kHandshakeWithin{10}, kSilenceAtMost{60}, kHangAtMost{600};
constexpr std::uint32_t kLargestHeader_bytes = 16u << 10;
constexpr std::size_t kMostDrained_bytes = 1u << 20;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;
using PlainStream = beast::tcp_stream;

class AnySession {
  public:
    virtual ~AnySession() = default;
    virtual void cut() = 0;
};

// What the sessions of one listener have in common; on the thread of run().
struct Shared {
    explicit Shared(Listener its) : listener(std::move(its)), tls(asio::ssl::context::tls_server) {}
    Listener listener;
    asio::ssl::context tls;
    std::set<AnySession*> sessions;  // alive
};

Request request_of(const wire_http::request<wire_http::string_body>& asked) {
    Request request;
    const std::string_view target(asked.target().data(), asked.target().size());
    const std::size_t mark = target.find('?');
    request.method = std::string(asked.method_string());
    request.path = std::string(target.substr(0, mark));
    if (mark != std::string_view::npos) request.query = std::string(target.substr(mark + 1));
    request.host = std::string(asked[wire_http::field::host]);
    request.content_type = std::string(asked[wire_http::field::content_type]);
    request.idempotency_key = std::string(asked["Idempotency-Key"]);
    request.if_none_match = std::string(asked[wire_http::field::if_none_match]);
    request.body = asked.body();
    return request;
}

wire_http::response<wire_http::string_body> response_of(Reply reply, bool keeps_alive) {
    wire_http::response<wire_http::string_body> response;
    response.version(11);
    response.result(static_cast<unsigned>(reply.status));
    response.keep_alive(keeps_alive);
    response.set(wire_http::field::cache_control, "no-store");
    if (!reply.content_type.empty()) response.set(wire_http::field::content_type, reply.content_type);
    if (!reply.etag.empty()) response.set(wire_http::field::etag, reply.etag);
    if (!reply.allow.empty()) response.set(wire_http::field::allow, reply.allow);
    if (reply.retry_after_s > 0)
        response.set(wire_http::field::retry_after, std::to_string(reply.retry_after_s));
    for (const auto& [name, value] : reply.headers)
        response.set(name, value);
    response.body() = std::move(reply.body);
    response.prepare_payload();
    return response;
}

template <typename Stream>
class Session final : public AnySession, public std::enable_shared_from_this<Session<Stream>> {
  public:
    Session(Stream stream, std::string peer_address, std::shared_ptr<Shared> shared)
        : stream_(std::move(stream)),
          timer_(stream_.get_executor()),
          peer_address_(std::move(peer_address)),
          shared_(std::move(shared)) {
        shared_->sessions.insert(this);
    }
    ~Session() override { shared_->sessions.erase(this); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void start() {
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            beast::get_lowest_layer(stream_).expires_after(kHandshakeWithin);
            stream_.async_handshake(asio::ssl::stream_base::server,
                                    [self = this->shared_from_this()](error_code failed) {
                                        if (failed) return self->refused(failed);
                                        self->learn_terminal();
                                        self->read();
                                    });
        } else {
            read();
        }
    }
    void cut() override {
        timer_.cancel();
        beast::get_lowest_layer(stream_).close();
    }

  private:
    void refused(error_code failed) {
        log::warn("http", "handshake with {} failed: {}", peer_address_, failed.message());
    }

    void learn_terminal() {
        const pki::CertificateHandle certificate(SSL_get1_peer_certificate(stream_.native_handle()));
        if (!certificate) return;
        terminal_id_ = pki::common_name_of(*certificate);
        certificate_sha256_ = pki::sha256_of(*certificate);
    }

    void read() {
        parser_.emplace();
        parser_->body_limit(shared_->listener.largest_body_bytes);
        parser_->header_limit(kLargestHeader_bytes);
        beast::get_lowest_layer(stream_).expires_after(kSilenceAtMost);
        wire_http::async_read(
            stream_, buffer_, *parser_,
            [self = this->shared_from_this()](error_code failed, std::size_t) { self->have(failed); });
    }

    void have(error_code failed) {
        if (failed == wire_http::error::body_limit)
            return last_word(problem_reply(413, "too_large", "the body is over the limit"));
        if (failed == wire_http::error::header_limit)
            return last_word(problem_reply(431, "too_large", "the header is over the limit"));
        if (failed == wire_http::error::end_of_stream) return close();
        if (failed &&
            failed.category() == wire_http::make_error_code(wire_http::error::bad_method).category())
            return last_word(problem_reply(400, "bad_request", "not a request of HTTP/1.1"));
        if (failed) return;
        answer_to(parser_->get());
    }

    // To a request that was not read to its end.
    void last_word(Reply reply) {
        keeps_alive_ = false;
        has_unread_ = true;
        write(std::move(reply));
    }

    void answer_to(const wire_http::request<wire_http::string_body>& asked) {
        Request request = request_of(asked);
        request.terminal_id = terminal_id_;
        request.certificate_sha256 = certificate_sha256_;
        request.peer_address = peer_address_;
        keeps_alive_ = asked.keep_alive();
        shared_->listener.answer(
            request, [self = this->shared_from_this()](Answer answer) { self->deliver(std::move(answer)); });
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
        timer_.async_wait(
            [self = this->shared_from_this(), then = std::move(then)](error_code failed) mutable {
                if (!failed) then(*self);
            });
    }

    void write(Reply reply) {
        response_ = response_of(std::move(reply), keeps_alive_);
        beast::get_lowest_layer(stream_).expires_after(kSilenceAtMost);
        wire_http::async_write(stream_, response_,
                               [self = this->shared_from_this()](error_code failed, std::size_t) {
                                   if (failed) return;
                                   if (self->has_unread_) return self->let_finish();
                                   if (!self->keeps_alive_) return self->close();
                                   self->read();
                               });
    }

    // Closing on bytes that nobody read resets the connection, and the reply may be lost with it: the other
    // side is let finish, so many bytes and so long altogether.
    void let_finish() {
        beast::get_lowest_layer(stream_).expires_after(kHandshakeWithin);
        drain(kMostDrained_bytes);
    }

    void drain(std::size_t most) {
        if (most == 0) return close();
        buffer_.clear();
        stream_.async_read_some(
            buffer_.prepare(std::min<std::size_t>(most, 4096)),
            [self = this->shared_from_this(), most](error_code failed, std::size_t count) {
                if (failed) return self->close();
                self->drain(most - count);
            });
    }

    void close() {
        if constexpr (std::is_same_v<Stream, TlsStream>) {
            beast::get_lowest_layer(stream_).expires_after(kHandshakeWithin);
            stream_.async_shutdown([self = this->shared_from_this()](error_code) {});
        } else {
            error_code ignored;
            stream_.socket().shutdown(tcp::socket::shutdown_both, ignored);
        }
    }

    Stream stream_;
    asio::steady_timer timer_;
    std::string peer_address_;
    std::shared_ptr<Shared> shared_;
    beast::flat_buffer buffer_;
    std::optional<wire_http::request_parser<wire_http::string_body>> parser_;
    wire_http::response<wire_http::string_body> response_;
    std::string terminal_id_, certificate_sha256_;
    bool keeps_alive_ = true, has_unread_ = false;
};

Status set_up(asio::ssl::context& tls, const TlsFiles& files) {
    error_code failed;
    const auto at = [&](const std::filesystem::path& file) -> Status {
        if (!failed) return {};
        return Error(Code::bad_setting, file.string() + ": " + failed.message());
    };
    tls.use_certificate_chain_file(files.certificate_pem.string(), failed);
    TRY_STATUS(at(files.certificate_pem));
    tls.use_private_key_file(files.key_pem.string(), asio::ssl::context::pem, failed);
    TRY_STATUS(at(files.key_pem));
    tls.load_verify_file(files.authority_pem.string(), failed);
    TRY_STATUS(at(files.authority_pem));
    asio::ssl::verify_mode mode = asio::ssl::verify_peer;
    if (files.client == ClientCertificate::required) mode |= asio::ssl::verify_fail_if_no_peer_cert;
    tls.set_verify_mode(mode, failed);
    TRY_STATUS(at(files.authority_pem));
    static constexpr unsigned char kContext[] = "kiosk24-http";
    if (SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_3_VERSION) != 1 ||
        SSL_CTX_set_session_id_context(tls.native_handle(), kContext, sizeof kContext - 1) != 1)
        return pki::openssl_error("setting up TLS 1.3");
    return {};
}

// One listener's socket.
class Door {
  public:
    Door(asio::io_context& context, Listener listener)
        : acceptor_(context), pause_(context), shared_(std::make_shared<Shared>(std::move(listener))) {}

    Status set_up_and_listen() {
        const Listener& listener = shared_->listener;
        error_code failed;
        const auto address = asio::ip::make_address(listener.address, failed);
        if (failed) return Error(Code::bad_setting, "address " + listener.address + ": " + failed.message());
        if (listener.tls)
            TRY_STATUS(set_up(shared_->tls, *listener.tls));
        else if (!address.is_loopback())
            return Error(Code::bad_setting, "address " + listener.address + ": plain HTTP only on loopback");
        endpoint_ = tcp::endpoint(address, listener.port);
        return listen();
    }

    Status listen() {
        if (acceptor_.is_open()) return {};
        error_code failed;
        acceptor_.open(endpoint_.protocol(), failed);
        if (!failed) acceptor_.set_option(asio::socket_base::reuse_address(true), failed);
        if (!failed) acceptor_.bind(endpoint_, failed);
        if (!failed) acceptor_.listen(asio::socket_base::max_listen_connections, failed);
        if (failed) return Error(Code::unreachable, "listening: " + failed.message());
        endpoint_ = acceptor_.local_endpoint();
        accept();
        return {};
    }

    void close() {
        error_code ignored;
        pause_.cancel();
        acceptor_.close(ignored);
        const std::set<AnySession*> alive = shared_->sessions;
        for (AnySession* session : alive)
            session->cut();
    }

    std::uint16_t port() const { return endpoint_.port(); }

  private:
    void accept() {
        acceptor_.async_accept([this](error_code failed, tcp::socket socket) {
            if (failed == asio::error::operation_aborted || !acceptor_.is_open()) return;
            if (failed) return accept_later(failed);
            welcome(std::move(socket));
            accept();
        });
    }

    // Out of descriptors: asking again at once would only burn the processor.
    void accept_later(error_code failed) {
        log::warn("http", "nobody can be let in: {}", failed.message());
        pause_.expires_after(std::chrono::milliseconds(100));
        pause_.async_wait([this](error_code cancelled) {
            if (!cancelled && acceptor_.is_open()) accept();
        });
    }

    void welcome(tcp::socket socket) {
        error_code ignored;
        if (shared_->sessions.size() >= shared_->listener.most_connections) return;
        const auto peer = socket.remote_endpoint(ignored);
        socket.set_option(tcp::no_delay(true), ignored);
        std::string address = peer.address().to_string();
        if (shared_->listener.tls)
            std::make_shared<Session<TlsStream>>(TlsStream(std::move(socket), shared_->tls),
                                                 std::move(address), shared_)
                ->start();
        else
            std::make_shared<Session<PlainStream>>(PlainStream(std::move(socket)), std::move(address),
                                                   shared_)
                ->start();
    }

    tcp::acceptor acceptor_;
    asio::steady_timer pause_;
    tcp::endpoint endpoint_;
    std::shared_ptr<Shared> shared_;
};

}  // namespace

struct Server::Parts {
    asio::io_context context{1};
    std::vector<std::unique_ptr<Door>> doors;
    asio::signal_set signals{context};
};

Server::Server(std::shared_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

Result<Server> Server::open(std::vector<Listener> listeners) {
    auto parts = std::make_shared<Parts>();
    for (Listener& listener : listeners) {
        parts->doors.push_back(std::make_unique<Door>(parts->context, std::move(listener)));
        TRY_STATUS(parts->doors.back()->set_up_and_listen());
    }
    error_code failed;
    for (const int number : {SIGTERM, SIGINT})
        parts->signals.add(number, failed);
    parts->signals.async_wait([raw = parts.get()](error_code cancelled, int) {
        if (!cancelled) raw->context.stop();
    });
    return Server(std::move(parts));
}

std::uint16_t Server::port(std::size_t listener) const {
    return parts_->doors.at(listener)->port();
}

void Server::run() {
    parts_->context.run();
}

void Server::after(Milliseconds time, std::function<void()> work) {
    auto timer = std::make_shared<asio::steady_timer>(parts_->context, time);
    timer->async_wait([timer, work = std::move(work)](error_code cancelled) {
        if (!cancelled) work();
    });
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
    for (const auto& door : parts_->doors)
        door->close();
}

Status Server::come_back() {
    for (const auto& door : parts_->doors)
        TRY_STATUS(door->listen());
    return {};
}

}  // namespace kiosk24::http
