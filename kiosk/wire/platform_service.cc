// Ratings, call-backs and problem details.
#include "kiosk/wire/application_shape.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::wire {

Result<std::string> encode(const Rating& rating) {
    return write_json(json_of(rating), kLargestRequest_bytes);
}

Result<Rating> decode_rating(std::string_view bytes, std::string_view key) {
    if (!is_identifier(key)) return Error(Code::bad_input, "Idempotency-Key: not an identifier");
    TRY(document, JsonDocument::parse(bytes, kLargestRequest_bytes));
    auto rating = read_rating(document.root());
    rating.key = key;
    return document.finish(std::move(rating));
}

Result<std::string> encode(const CallBackRequest& request) {
    return write_json(json_of(request), kLargestRequest_bytes);
}

Result<CallBackRequest> decode_call_back(std::string_view bytes, std::string_view key) {
    if (!is_identifier(key)) return Error(Code::bad_input, "Idempotency-Key: not an identifier");
    TRY(document, JsonDocument::parse(bytes, kLargestRequest_bytes));
    auto request = read_call_back(document.root());
    request.key = key;
    return document.finish(std::move(request));
}

Result<std::string> encode(const Problem& problem) {
    return write_json(Json{{"type", problem.type},
                           {"title", problem.title},
                           {"status", problem.status},
                           {"detail", problem.detail},
                           {"code", problem.code}},
                      kLargestReply_bytes);
}

// RFC 9457 makes every member optional; a gateway in between may write a problem that is not the platform's.
Result<Problem> decode_problem(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestReply_bytes));
    const auto root = document.root();
    root.expect_object();
    Problem problem;
    if (root.has("type")) problem.type = root.member("type").text(500);
    problem.title = text_or_empty(root, "title", 500);
    if (root.has("status")) problem.status = root.member("status").small(100, 599);
    problem.detail = text_or_empty(root, "detail", 2000);
    problem.code = word_or_empty(root, "code", 64);
    return document.finish(std::move(problem));
}

Code code_of_status(int status) {
    switch (status) {
        case 404:
        case 410:
            return Code::not_found;
        case 409:
            return Code::conflict;
        case 413:
            return Code::too_large;
        case 429:
        case 503:
            return Code::server_busy;
        default:
            break;
    }
    if (status >= 400 && status < 500) return Code::server_refused;
    if (status >= 500 && status < 600) return Code::server_failed;
    return Code::unknown_reply;
}

}  // namespace kiosk24::wire
