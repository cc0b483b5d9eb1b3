// One HTTP exchange as values: what the machine asks the thread to send, and what becomes of it.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/personal.h"

namespace kiosk24::net {

using RequestId = std::uint64_t;

enum class Method { get, post, put, remove };

struct HttpRequest {
    RequestId id = 0;
    Method method = Method::get;
    std::string path;  // "/v1/..."; stands after the platform's url
    std::vector<std::pair<std::string, std::string>> headers;
    PersonalText body;                    // post and put only
    Milliseconds within{0};               // for the whole exchange
    std::size_t largest_reply_bytes = 0;  // one more ends it as too_large
};

// An answer of the platform, of any status.
struct HttpReply {
    RequestId id = 0;
    int status = 0;
    std::string content_type, etag, retry_after;  // headers; empty if absent
    Personal<Bytes> body;
};

// There was no answer.
enum class HttpProblem {
    cannot_connect,   // no address, refused, no route
    connection_lost,  // closed or reset before the answer was whole
    timed_out,
    certificate_refused,  // theirs is not ours to trust, or they refuse ours
    certificate_expired,  // theirs or ours
    too_large,
    not_http,  // bytes that are no HTTP answer
};
std::string_view words_of(HttpProblem problem);

// Could the attempt have had its effect at the platform?
enum class Effect { none, possible };

struct HttpFailure {
    RequestId id = 0;
    HttpProblem problem = HttpProblem::connection_lost;
    Effect effect = Effect::possible;  // none: certainly not one byte of the request left
    std::string detail;                // for the log; never personal
};

}  // namespace kiosk24::net
