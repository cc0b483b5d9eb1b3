#include "hub/http/exchange.h"

#include "kiosk/base/log.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::http {
namespace {

std::string title_of(int status) {
    switch (status) {
        case 400:
            return "Bad request";
        case 401:
            return "Not authenticated";
        case 403:
            return "Forbidden";
        case 404:
            return "Not found";
        case 405:
            return "Method not allowed";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 413:
            return "Content too large";
        case 415:
            return "Unsupported media type";
        case 422:
            return "Unprocessable content";
        case 429:
            return "Too many requests";
        case 431:
            return "Request header fields too large";
        case 503:
            return "Service unavailable";
        default:
            return status < 500 ? "Refused" : "Failed";
    }
}

}  // namespace

Reply json_reply(int status, Result<std::string> body) {
    if (!body) {
        log::error("http", "{}", body.error().text());
        return problem_reply(500, "reply_not_made", "the reply could not be made");
    }
    return {.status = status, .content_type = "application/json", .body = std::move(*body)};
}

Reply problem_reply(int status, std::string code, std::string detail) {
    wire::Problem problem;
    problem.title = title_of(status);
    problem.status = status;
    problem.type = "https://kiosk24.invalid/problems/" + code;
    problem.detail = std::move(detail);
    problem.code = std::move(code);
    Result<std::string> body = wire::encode(problem);
    return {.status = status,
            .content_type = std::string(wire::kProblemType),
            .body = body ? std::move(*body) : std::string("{}")};
}

Reply wrong_method_reply(std::string_view allowed) {
    Reply reply = problem_reply(405, "method_not_allowed", "this path knows another method");
    reply.allow = std::string(allowed);
    return reply;
}

bool is_json(std::string_view content_type) {
    return content_type.substr(0, content_type.find(';')) == "application/json";
}

Answerer at_once(std::function<Answer(const Request&)> answer) {
    return [answer = std::move(answer)](const Request& request, const Respond& respond) {
        respond(answer(request));
    };
}

}  // namespace kiosk24::http
