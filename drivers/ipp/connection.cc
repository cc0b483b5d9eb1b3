#include "drivers/ipp/connection.h"

#include <cups/cups.h>

#include <algorithm>

namespace kiosk24::drivers::ipp {
namespace {

constexpr std::size_t kPiece_bytes = 16 * 1024;
constexpr double kLook_s = 0.05;  // how often a blocked read or write looks at its limits
constexpr Milliseconds kLongestConnect{900};

// libcups asks this whenever a read or write waited kLook_s: go on?
int go_on(http_t*, void* limits) {
    return static_cast<const Limits*>(limits)->check() ? 1 : 0;
}

// The reason a step failed: our own limits before whatever libcups says.
Error why(const Limits& limits, Code code, std::string_view what) {
    if (const auto ended = limits.check(); !ended) return ended.error().with(what);
    const char* words = cupsLastErrorString();
    return Error(code, std::string(what) + ": " + (words == nullptr ? "no reason given" : words));
}

struct Reader {
    http_t* http;
    const Limits* limits;
    std::size_t left_bytes;
};

// ippReadIO wants all `size` bytes at once. -1 ends the message as broken.
ssize_t read_exactly(void* context, ipp_uchar_t* buffer, std::size_t size) {
    auto& reader = *static_cast<Reader*>(context);
    if (size > reader.left_bytes) return -1;
    std::size_t got = 0;
    while (got < size) {
        if (!reader.limits->check()) return -1;
        const auto count = httpRead2(reader.http, reinterpret_cast<char*>(buffer) + got, size - got);
        if (count <= 0) return -1;
        got += static_cast<std::size_t>(count);
    }
    reader.left_bytes -= size;
    return static_cast<ssize_t>(size);
}

}  // namespace

Status Connection::connect(const Limits& limits) {
    TRY_STATUS(limits.check());
    const auto patience = std::clamp(limits.left(), Milliseconds(1), kLongestConnect);
    const auto encryption =
        address_.encryption == Encryption::always ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED;
    http_.reset(httpConnect2(address_.host.c_str(), address_.port, nullptr, AF_UNSPEC, encryption, 1,
                             static_cast<int>(patience.count()), nullptr));
    if (!http_) return why(limits, Code::unreachable, "connecting to the printer");
    return {};
}

Status Connection::send(ipp_t* request, ByteView document, const Limits& limits) {
    auto* http = http_.get();
    httpClearFields(http);
    httpSetField(http, HTTP_FIELD_CONTENT_TYPE, "application/ipp");
    httpSetLength(http, ippLength(request) + document.size());
    const auto failed = [&](std::string_view what) { return why(limits, Code::unreachable, what); };
    if (httpPost(http, address_.resource.c_str()) != 0) return failed("opening the request");
    ippSetState(request, IPP_STATE_IDLE);
    for (auto state = IPP_STATE_IDLE; state != IPP_STATE_DATA;) {
        state = ippWrite(http, request);
        if (state == IPP_STATE_ERROR) return failed("sending the request");
    }
    for (std::size_t sent = 0; sent < document.size();) {
        TRY_STATUS(limits.check());
        const auto piece = document.subspan(sent, std::min(kPiece_bytes, document.size() - sent));
        const auto count = httpWrite2(http, reinterpret_cast<const char*>(piece.data()), piece.size());
        if (count <= 0) return failed("sending the document");
        sent += static_cast<std::size_t>(count);
    }
    if (httpFlushWrite(http) < 0) return failed("sending the request");
    return {};
}

Result<Message> Connection::receive(const Limits& limits) {
    auto* http = http_.get();
    auto status = HTTP_STATUS_CONTINUE;
    while (status == HTTP_STATUS_CONTINUE) {
        TRY_STATUS(limits.check());
        status = httpUpdate(http);
    }
    if (status == HTTP_STATUS_ERROR) return why(limits, Code::unreachable, "waiting for the reply");
    if (status != HTTP_STATUS_OK)
        return Error(status >= HTTP_STATUS_SERVER_ERROR ? Code::server_failed : Code::server_refused,
                     "HTTP status " + std::to_string(static_cast<int>(status)));
    Message reply(ippNew());
    Reader reader{http, &limits, kLargestReply_bytes};
    for (auto state = IPP_STATE_IDLE; state != IPP_STATE_DATA;) {
        state = ippReadIO(&reader, read_exactly, 1, nullptr, reply.get());
        if (state == IPP_STATE_ERROR) return why(limits, Code::unknown_reply, "reading the reply");
    }
    return reply;
}

Exchange Connection::ask(ipp_t* request, ByteView document, const Limits& limits) {
    // A connection that rests may have been closed by the printer; a page travels only on a fresh one, so
    // that a stale connection never makes its outcome unknown.
    const bool is_fresh = !http_ || !document.empty();
    if (is_fresh) {
        if (auto connected = connect(limits); !connected) return {connected.error(), Reach::nothing_sent};
    }
    httpSetTimeout(http_.get(), kLook_s, go_on, const_cast<Limits*>(&limits));
    auto sent = send(request, document, limits);
    auto reply = sent ? receive(limits) : Result<Message>(sent.error());
    // Whatever follows the message is not read: a body without end must not hold us.
    if (!reply || httpGetState(http_.get()) != HTTP_STATE_WAITING) close();
    if (!reply && !is_fresh && reply.error().code() == Code::unreachable)
        return ask(request, document, limits);
    if (http_) httpSetTimeout(http_.get(), kLook_s, nullptr, nullptr);
    return {std::move(reply), Reach::sent};
}

}  // namespace kiosk24::drivers::ipp
