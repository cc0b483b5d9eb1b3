#include "kiosk/net/exchange.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <string_view>

namespace kiosk24::net {
namespace {

// The first error of a row of curl_easy_setopt calls.
class Options {
  public:
    explicit Options(CURL* handle) : handle_(handle) {}
    template <typename Value>
    Options& set(CURLoption option, Value value) {
        if (code_ == CURLE_OK) code_ = curl().easy_setopt(handle_, option, value);
        return *this;
    }
    CURLcode code() const { return code_; }

  private:
    CURL* handle_;
    CURLcode code_ = CURLE_OK;
};

std::string joined(const std::vector<std::string>& pins) {
    std::string all;
    for (const auto& pin : pins)
        all += (all.empty() ? "" : ";") + pin;
    return all;
}

bool is_named(std::string_view header, std::string_view name) {
    return header.size() > name.size() && header[name.size()] == ':' &&
           std::equal(name.begin(), name.end(), header.begin(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
           });
}

std::string value_of(std::string_view header, std::size_t name_length) {
    constexpr std::size_t kLongest = 512;
    auto value = header.substr(name_length + 1);
    const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!value.empty() && is_blank(value.front()))
        value.remove_prefix(1);
    while (!value.empty() && is_blank(value.back()))
        value.remove_suffix(1);
    return std::string(value.substr(0, kLongest));
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// X509_verify_cert's results for dates (RFC 5280, 4.1.2.5).
constexpr long kNotYetValid = 9, kHasExpired = 10;

HttpProblem problem_of_peer(CURL* handle) {
    long result = 0;
    curl().easy_getinfo(handle, CURLINFO_SSL_VERIFYRESULT, &result);
    return result == kNotYetValid || result == kHasExpired ? HttpProblem::certificate_expired
                                                           : HttpProblem::certificate_refused;
}

// Their word on our certificate comes as a TLS alert, in TLS 1.3 after our side thinks that the handshake is
// over: libcurl reports a failed handshake (35) or a failed send or receive (55, 56) and only its text tells
// an alert from a lost connection.
HttpProblem problem_of_connection(std::string_view words) {
    if (!holds(words, "alert")) return HttpProblem::connection_lost;
    return holds(words, "expired") ? HttpProblem::certificate_expired : HttpProblem::certificate_refused;
}

HttpProblem problem_of_handshake(std::string_view words) {
    const bool is_broken_off =
        holds(words, "SSL_ERROR_SYSCALL") || holds(words, "reset by peer") || holds(words, "unexpected eof");
    if (is_broken_off) return HttpProblem::connection_lost;
    return holds(words, "certificate expired") || holds(words, "certificate has expired")
               ? HttpProblem::certificate_expired
               : HttpProblem::certificate_refused;
}

HttpProblem problem_of(CURLcode code, CURL* handle, std::string_view words) {
    switch (code) {
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_COULDNT_CONNECT:
            return HttpProblem::cannot_connect;
        case CURLE_OPERATION_TIMEDOUT:
            return HttpProblem::timed_out;
        case CURLE_PEER_FAILED_VERIFICATION:
            return problem_of_peer(handle);
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_ISSUER_ERROR:
            return HttpProblem::certificate_refused;
        case CURLE_SSL_CONNECT_ERROR:
            return problem_of_handshake(words);
        case CURLE_FILESIZE_EXCEEDED:
            return HttpProblem::too_large;
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_BAD_CONTENT_ENCODING:
        case CURLE_HTTP2:
        case CURLE_HTTP2_STREAM:
            return HttpProblem::not_http;
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
            return problem_of_connection(words);
        default:
            return HttpProblem::connection_lost;
    }
}

}  // namespace

Result<std::unique_ptr<Exchange>> Exchange::make(const Transport& transport, CURLSH* share,
                                                 HttpRequest request) {
    std::unique_ptr<Exchange> exchange(new Exchange(std::move(request)));
    const auto code = exchange->set_up(transport, share);
    if (code == CURLE_OK) return exchange;
    return Error(Code::unsupported, std::string("libcurl: ") + curl().easy_strerror(code));
}

Exchange::~Exchange() {
    wipe_value(body_);
    curl().easy_cleanup(handle_);
    curl().slist_free_all(headers_);
}

CURLcode Exchange::set_up(const Transport& transport, CURLSH* share) {
    handle_ = curl().easy_init();
    if (handle_ == nullptr) return CURLE_OUT_OF_MEMORY;
    silence_ms_ = static_cast<long>(transport.silence.count());
    const auto url = transport.url + request_.path;
    Options options(handle_);
    options.set(CURLOPT_PRIVATE, this)
        .set(CURLOPT_SHARE, share)
        .set(CURLOPT_URL, url.c_str())
        .set(CURLOPT_PROTOCOLS_STR, "https")
        .set(CURLOPT_FOLLOWLOCATION, 0L)
        .set(CURLOPT_PROXY, "")  // not the environment's either
        .set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED))
        .set(CURLOPT_NOSIGNAL, 1L)
        .set(CURLOPT_ERRORBUFFER, words_.data())
        .set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<std::int64_t>(1, request_.within.count())))
        .set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(transport.connect_within.count()))
        .set(CURLOPT_TCP_KEEPALIVE, 1L)
        .set(CURLOPT_TCP_KEEPIDLE, 30L)
        .set(CURLOPT_TCP_KEEPINTVL, 10L)
        .set(CURLOPT_SOCKOPTFUNCTION, &Exchange::on_socket)
        .set(CURLOPT_SOCKOPTDATA, this)
        .set(CURLOPT_WRITEFUNCTION, &Exchange::on_body)
        .set(CURLOPT_WRITEDATA, this)
        .set(CURLOPT_HEADERFUNCTION, &Exchange::on_header)
        .set(CURLOPT_HEADERDATA, this)
        .set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request_.largest_reply_bytes));
    if (options.code() != CURLE_OK) return options.code();
    if (const auto code = set_up_security(transport); code != CURLE_OK) return code;
    return set_up_request();
}

CURLcode Exchange::set_up_security(const Transport& transport) {
    Options options(handle_);
    constexpr long kOnlyTls13 = long{CURL_SSLVERSION_TLSv1_3} | long{CURL_SSLVERSION_MAX_TLSv1_3};
    options.set(CURLOPT_SSLVERSION, kOnlyTls13)
        .set(CURLOPT_SSL_VERIFYPEER, 1L)
        .set(CURLOPT_SSL_VERIFYHOST, 2L)
        .set(CURLOPT_CAPATH, static_cast<const char*>(nullptr))
        .set(CURLOPT_CAINFO, transport.ca_file.c_str());
    if (!transport.client_certificate_file.empty())
        options.set(CURLOPT_SSLCERT, transport.client_certificate_file.c_str())
            .set(CURLOPT_SSLKEY, transport.client_key_file.c_str());
    const auto pins = joined(transport.pins);
    if (!pins.empty()) options.set(CURLOPT_PINNEDPUBLICKEY, pins.c_str());
    return options.code();
}

CURLcode Exchange::set_up_request() {
    const auto add_header = [this](const std::string& header) {
        auto* longer = curl().slist_append(headers_, header.c_str());
        if (longer != nullptr) headers_ = longer;
        return longer != nullptr;
    };
    bool is_whole = add_header("Expect:");  // no waiting for a 100 before the body
    for (const auto& [name, value] : request_.headers)
        is_whole = is_whole && add_header(name + ": " + value);
    if (!is_whole) return CURLE_OUT_OF_MEMORY;
    Options options(handle_);
    options.set(CURLOPT_HTTPHEADER, headers_).set(CURLOPT_USERAGENT, "kiosk24");
    if (request_.method == Method::remove) options.set(CURLOPT_CUSTOMREQUEST, "DELETE");
    if (request_.method == Method::put) options.set(CURLOPT_CUSTOMREQUEST, "PUT");
    if (request_.method == Method::post || request_.method == Method::put) {
        const auto& body = request_.body.reveal();
        options.set(CURLOPT_POST, 1L)
            .set(CURLOPT_POSTFIELDS, body.data())
            .set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    }
    return options.code();
}

std::size_t Exchange::on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& exchange = *static_cast<Exchange*>(self);
    const std::size_t length = size * count, largest = exchange.request_.largest_reply_bytes;
    if (length > largest - exchange.body_.size()) {
        exchange.is_too_large_ = true;
        return 0;
    }
    if (exchange.body_.empty()) {
        curl_off_t announced = -1;
        curl().easy_getinfo(exchange.handle_, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &announced);
        if (announced > 0) exchange.body_.reserve(std::min(static_cast<std::size_t>(announced), largest));
    }
    exchange.body_.insert(exchange.body_.end(), bytes, bytes + length);
    return length;
}

std::size_t Exchange::on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& exchange = *static_cast<Exchange*>(self);
    auto& reply = exchange.reply_;
    const std::string_view header(bytes, size * count);
    // libcurl bounds a line, not their number.
    constexpr std::size_t kLargestHeaders_bytes = 64u << 10;
    exchange.header_bytes_ += header.size();
    if (exchange.header_bytes_ > kLargestHeaders_bytes) {
        exchange.is_too_large_ = true;
        return 0;
    }
    constexpr std::string_view kType = "content-type", kETag = "etag", kRetryAfter = "retry-after";
    // The answer after a 1xx begins anew.
    if (header.starts_with("HTTP/")) reply = HttpReply{};
    if (is_named(header, kType)) reply.content_type = value_of(header, kType.size());
    if (is_named(header, kETag)) reply.etag = value_of(header, kETag.size());
    if (is_named(header, kRetryAfter)) reply.retry_after = value_of(header, kRetryAfter.size());
    return header.size();
}

int Exchange::on_socket(void* self, curl_socket_t socket, curlsocktype) {
    const auto silence_ms = static_cast<unsigned>(static_cast<Exchange*>(self)->silence_ms_);
    // Best effort: without it only the deadline remains.
    ::setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &silence_ms, sizeof silence_ms);
    return CURL_SOCKOPT_OK;
}

HttpFailure Exchange::failure_of(CURLcode code) const {
    const std::string_view words(words_.data());
    HttpFailure failure;
    failure.id = request_.id;
    failure.problem = is_too_large_ ? HttpProblem::too_large : problem_of(code, handle_, words);
    // What libcurl says holds addresses and certificate names, nothing of the request.
    failure.detail = words.empty() ? std::string(curl().easy_strerror(code)) : std::string(words);
    long sent_bytes = 0;
    curl().easy_getinfo(handle_, CURLINFO_REQUEST_SIZE, &sent_bytes);
    const bool has_no_peer = failure.problem == HttpProblem::cannot_connect ||
                             failure.problem == HttpProblem::certificate_refused ||
                             failure.problem == HttpProblem::certificate_expired;
    failure.effect = has_no_peer || sent_bytes == 0 ? Effect::none : Effect::possible;
    return failure;
}

std::variant<HttpReply, HttpFailure> Exchange::finish(CURLcode code) {
    if (code != CURLE_OK) return failure_of(code);
    long status = 0;
    curl().easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
    reply_.id = request_.id;
    reply_.status = static_cast<int>(status);
    reply_.body = Personal<Bytes>(std::move(body_));
    return std::move(reply_);
}

}  // namespace kiosk24::net
