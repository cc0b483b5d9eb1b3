// One HTTP exchange as values: what the server hands to the platform and gets back.
#pragma once

#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::sandbox {

struct Request {
    std::string method, path;  // path without query
    std::string terminal_id;   // the CN of the client's certificate
    std::string content_type, idempotency_key, if_none_match;
    std::string body;
};

struct Reply {
    int status = 200;
    std::string content_type{};  // empty: no body
    std::string body{};
    std::string etag{}, allow{};  // headers, left out if empty
    int retry_after_s = 0;        // 0: none
};
Reply json_reply(int status, Result<std::string> body);
// RFC 9457. `code` is the platform's own word, `detail` never personal.
Reply problem_reply(int status, std::string code, std::string detail);

enum class Delivery { send, hang, drop };  // drop: the connection is closed without a byte
struct Answer {
    Reply reply;
    Delivery delivery = Delivery::send;
    Milliseconds after{0};
};

}  // namespace kiosk24::sandbox
