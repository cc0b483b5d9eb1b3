// How a terminal becomes one of ours, and what people see.
#include "hub/central/directory.h"
#include "hub/central/service.h"
#include "hub/console/page.h"
#include "kiosk/base/log.h"
#include "kiosk/seal/digest.h"
#include "kiosk/seal/envelope.h"

namespace kiosk24::hub {
namespace {

// A browser that was tricked into calling our address by a name of its own choosing gets nothing.
bool is_this_machine(std::string_view host) {
    const std::size_t colon = host.rfind(':');
    if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos)
        host = host.substr(0, colon);
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

std::string digest_of(std::string_view text) {
    return to_base64(seal::sha256(as_bytes(text)));
}

}  // namespace

http::Reply Service::enrol(const http::Request& request) {
    const Moment now = monotonic_now();
    if (attempts_.is_over(request.peer_address, now)) {
        http::Reply reply = http::problem_reply(429, "too_many", "too many wrong codes from this address");
        reply.retry_after_s = static_cast<int>(AttemptLimit::kWithin.count() / 1000);
        return reply;
    }
    const auto asked = wire::decode_enrolment_request(request.body);
    if (!asked) return http::problem_reply(400, "bad_request", asked.error().text());
    const auto signing = pki::signing_request_from_pem(asked->request_pem);
    if (!signing) return http::problem_reply(400, "bad_request", signing.error().text());
    if (!signing->common_name.empty() && signing->common_name != asked->terminal_id)
        return http::problem_reply(403, "other_terminal", "the request names another terminal");
    const auto plain = plain_code(asked->code);
    Result<http::Reply> reply =
        plain ? admitted(*asked, *plain, *signing) : http::problem_reply(403, "bad_code", "no valid code");
    if (!reply) {
        log::error("hub", "{}", reply.error().text());
        return http::problem_reply(503, "not_kept", "it could not be kept; come again");
    }
    if (reply->status == 403) {
        attempts_.refused(request.peer_address, now);
        log::warn("hub", "{}: enrolment refused, from {}", asked->terminal_id, request.peer_address);
    }
    return std::move(*reply);
}

Result<http::Reply> Service::admitted(const wire::EnrolmentRequest& asked, const std::string& plain,
                                      const pki::SigningRequest& request) {
    finish_batch();  // this is a transaction of its own
    TRY(code, store_.code(seal::sha256_hex(as_bytes(plain))));
    const Now now{wall_now(), monotonic_now()};
    const CodeUse use = use_of(code, asked.terminal_id, request.key_sha256, now.wall);
    if (use == CodeUse::refused) return http::problem_reply(403, "bad_code", "no valid code");
    if (use == CodeUse::repeat) return enrolment_reply(code->certificate_pem, now.wall);
    TRY(certificate, pki::certify({.common_name = asked.terminal_id,
                                   .purpose = pki::Purpose::terminal,
                                   .days = kTerminalCertificate_days},
                                  *request.key, keys_.authority));
    TRY(pem, pki::pem_of(*certificate));
    const std::string sha256 = pki::sha256_of(*certificate);
    code->spent = now.wall;
    code->key_sha256 = request.key_sha256;
    code->certificate_pem = pem;
    TRY(is_first, store_.enrol(*code, sha256));
    if (!is_first) return http::problem_reply(403, "bad_code", "no valid code");
    fleet_.enrol(asked.terminal_id, sha256, now);
    log::info("hub", "{} is enrolled", asked.terminal_id);
    return enrolment_reply(pem, now.wall);
}

http::Reply Service::enrolment_reply(const std::string& certificate_pem, WallTime now) const {
    return http::json_reply(
        201, wire::encode(wire::EnrolmentReply{
                 .certificate_pem = certificate_pem,
                 .authority_pem = keys_.authority_pem,
                 .signer_key_id = std::string(kCommandKeyId),
                 .signer_algorithm = std::string(seal::name_of(seal::SignatureAlgorithm::ed25519)),
                 .signer_public_key_pem = keys_.signer_pem,
                 .hub_time = now}));
}

http::Answer Service::answer_console(const http::Request& request) {
    if (!is_this_machine(request.host))
        return {.reply = http::problem_reply(403, "other_host", "only by this machine's own name")};
    if (request.path != "/" && request.path != "/v1/terminals")
        return {.reply = http::problem_reply(404, "not_found", "no such path")};
    if (request.method != "GET") return {.reply = http::wrong_method_reply("GET")};
    if (request.path == "/") return {.reply = page(request)};
    const auto seen = view();
    if (!seen) return {.reply = http::problem_reply(503, "not_read", seen.error().text())};
    return {.reply = http::json_reply(200, fleet_json(*seen))};
}

http::Reply Service::page(const http::Request& request) {
    const auto seen = view();
    if (!seen) return http::problem_reply(503, "not_read", seen.error().text());
    const Language language = request.query == "lang=en" ? Language::en : Language::zh_hans;
    http::Reply reply{.content_type = "text/html; charset=utf-8", .body = fleet_page(*seen, language)};
    reply.headers = {
        {"Content-Security-Policy", page_policy(digest_of(page_script()), digest_of(page_style()))},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"}};
    return reply;
}

Result<FleetView> Service::view() {
    FleetView seen;
    seen.terminals = &fleet_.terminals();
    seen.rules = fleet_.rules();
    seen.now = wall_now();
    TRY(commands, store_.commands({}));
    for (auto& command : commands)
        seen.commands.emplace(command.command.terminal_id, std::move(command));
    return seen;
}

}  // namespace kiosk24::hub
