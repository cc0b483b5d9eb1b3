// One HTTP exchange with libcurl: sets it up, gathers the answer, says what became of it. On the network
// thread.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <variant>

#include "kiosk/base/result.h"
#include "kiosk/net/curl_library.h"
#include "kiosk/net/http.h"
#include "kiosk/net/transport.h"

namespace kiosk24::net {

class Exchange {
  public:
    // `share` keeps TLS sessions between exchanges. Not to be moved once made: libcurl points into it.
    static Result<std::unique_ptr<Exchange>> make(const Transport& transport, CURLSH* share,
                                                  HttpRequest request);
    ~Exchange();
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    RequestId id() const { return request_.id; }
    CURL* handle() const { return handle_; }
    // After libcurl said that it is done.
    std::variant<HttpReply, HttpFailure> finish(CURLcode code);

  private:
    explicit Exchange(HttpRequest request) : request_(std::move(request)) {}
    CURLcode set_up(const Transport& transport, CURLSH* share);
    CURLcode set_up_security(const Transport& transport);
    CURLcode set_up_request();
    HttpFailure failure_of(CURLcode code) const;

    static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* self);
    static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* self);
    static int on_socket(void* self, curl_socket_t socket, curlsocktype purpose);

    HttpRequest request_;
    HttpReply reply_;
    Bytes body_;
    CURL* handle_ = nullptr;
    curl_slist* headers_ = nullptr;
    long silence_ms_ = 0;
    std::size_t header_bytes_ = 0;
    bool is_too_large_ = false;
    std::array<char, CURL_ERROR_SIZE> words_{};
};

}  // namespace kiosk24::net
