// How a terminal becomes one of the hub's.
#include "kiosk/wire/hub_message.h"
#include "kiosk/wire/json_reading.h"

namespace kiosk24::wire {
namespace {

constexpr std::size_t kLongestPem_bytes = 8u << 10, kLongestCode_bytes = 64;

}  // namespace

Result<std::string> encode(const EnrolmentRequest& request) {
    return write_json(Json{{"terminal_id", request.terminal_id},
                           {"code", request.code},
                           {"request_pem", request.request_pem}},
                      kLargestBeat_bytes);
}

Result<EnrolmentRequest> decode_enrolment_request(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestBeat_bytes));
    const auto root = document.root();
    EnrolmentRequest request;
    request.terminal_id = root.member("terminal_id").word(64);
    if (!request.terminal_id.empty() && !is_terminal_id(request.terminal_id))
        root.member("terminal_id").fail("not a terminal's id");
    request.code = root.member("code").word(kLongestCode_bytes);
    request.request_pem = root.member("request_pem").filled_text(kLongestPem_bytes);
    return document.finish(std::move(request));
}

Result<std::string> encode(const EnrolmentReply& reply) {
    return write_json(Json{{"certificate_pem", reply.certificate_pem},
                           {"authority_pem", reply.authority_pem},
                           {"command_signer",
                            {{"kid", reply.signer_key_id},
                             {"alg", reply.signer_algorithm},
                             {"public_key_pem", reply.signer_public_key_pem}}},
                           {"hub_time_ms", reply.hub_time.unix_ms}},
                      kLargestHubReply_bytes);
}

Result<EnrolmentReply> decode_enrolment_reply(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestHubReply_bytes));
    const auto root = document.root();
    EnrolmentReply reply;
    reply.certificate_pem = root.member("certificate_pem").filled_text(kLongestPem_bytes);
    reply.authority_pem = root.member("authority_pem").filled_text(kLongestPem_bytes);
    const auto signer = root.member("command_signer");
    reply.signer_key_id = signer.member("kid").word(64);
    reply.signer_algorithm = signer.member("alg").word(32);
    reply.signer_public_key_pem = signer.member("public_key_pem").filled_text(kLongestPem_bytes);
    reply.hub_time = root.member("hub_time_ms").wall_time();
    return document.finish(std::move(reply));
}

}  // namespace kiosk24::wire
