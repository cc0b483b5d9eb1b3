// One HTTP connection to the printer, on which IPP messages travel. Every wait in it ends with the limits of
// the request, whatever the printer does or does not send; a reply is at most kLargestReply_bytes.
#pragma once

#include <cups/http.h>

#include <memory>

#include "drivers/ipp/address.h"
#include "drivers/ipp/message.h"
#include "drivers/sdk/limits.h"
#include "kiosk/base/bytes.h"

namespace kiosk24::drivers::ipp {

inline constexpr std::size_t kLargestReply_bytes = 1u << 20;

// How far a request got.
enum class Reach {
    nothing_sent,  // no byte left this machine
    sent           // some may have arrived
};
struct Exchange {
    Result<Message> reply;
    Reach reach = Reach::nothing_sent;
};

class Connection {
  public:
    explicit Connection(Address address) : address_(std::move(address)) {}
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Sends `request` and `document` after it; the reply to it. Codes: unreachable, timed_out, cancelled;
    // server_refused (an HTTP status); unknown_reply (not IPP, or too large).
    Exchange ask(ipp_t* request, ByteView document, const Limits& limits);
    void close() { http_.reset(); }
    const Address& address() const { return address_; }

  private:
    struct CloseHttp {
        void operator()(http_t* http) const { httpClose(http); }
    };
    Status connect(const Limits& limits);
    Status send(ipp_t* request, ByteView document, const Limits& limits);
    Result<Message> receive(const Limits& limits);

    Address address_;
    std::unique_ptr<http_t, CloseHttp> http_;
};

}  // namespace kiosk24::drivers::ipp
