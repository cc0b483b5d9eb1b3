// One HTTP exchange as values: what the server hands to a program and gets back.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace kiosk24::http {

struct Request {
    std::string method, path, query;  // path without query
    // Whom the client's certificate names (CN), and its SHA-256 in hex; both empty without a certificate.
    std::string terminal_id, certificate_sha256;
    std::string peer_address;  // without the port
    std::string host, content_type, idempotency_key, if_none_match;
    std::string body;
};

struct Reply {
    int status = 200;
    std::string content_type{};  // empty: no body
    std::string body{};
    std::string etag{}, allow{};                                 // headers, left out if empty
    int retry_after_s = 0;                                       // 0: none
    std::vector<std::pair<std::string, std::string>> headers{};  // further ones
};
Reply json_reply(int status, Result<std::string> body);
// RFC 9457. `code` is the program's own word, `detail` never personal.
Reply problem_reply(int status, std::string code, std::string detail);
// 405 with what the path does know.
Reply wrong_method_reply(std::string_view allowed);
bool is_json(std::string_view content_type);

enum class Delivery { send, hang, drop };  // drop: the connection is closed without a byte
struct Answer {
    Reply reply;
    Delivery delivery = Delivery::send;
    Milliseconds after{0};
};

// Called on the server's thread. Respond is called at most once, then or later, on the same thread; one that
// is thrown away closes the connection.
using Respond = std::function<void(Answer)>;
using Answerer = std::function<void(const Request&, Respond)>;
// An answerer that never waits.
Answerer at_once(std::function<Answer(const Request&)> answer);

}  // namespace kiosk24::http
