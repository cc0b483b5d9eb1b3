// The contract between the terminal and the central hub, as bytes. The document of it is
// hub/api/hub.openapi.yaml; both sides (kiosk/net and hub/fleet) speak through these functions.
//
// HTTPS, TLS 1.3. Every operation but enrolment needs the client certificate that enrolment gave: the
// terminal is who its certificate says (subject CN), and a body that says otherwise is refused.
//
//   POST /v1/enrolments        enrolment request -> 201 enrolment reply; the same code with the same request
//                              again gives the same reply; 403 "bad_code" (wrong, expired, spent: it does not
//                              say which), 429 "too_many"
//   POST /v1/beats             heartbeat -> 200 beat reply. The same beat again is answered alike and
//                              changes nothing. 403 "other_terminal"; 409 "old_beat": a lower sequence of
//                              this boot, or a boot that another one has replaced; 429 "too_many": more than
//                              200 within ten seconds
//   POST /v1/command-outcomes  outcomes -> 204; an outcome the hub has already is ignored
// Refused everywhere else: 401 "no_certificate", 403 "not_enrolled" (this hub knows no such terminal), 403
// "superseded_certificate" (the terminal was enrolled anew since), 503 with Retry-After (not kept; come again
// with a new beat). Every failure carries application/problem+json (wire::Problem, platform_message.h).
//
// A pending command stands in every beat reply until its outcome was reported or it expired, so a terminal
// keeps the ids it has seen and answers a repeated one with the outcome it had.
//
// Reading is strict as everywhere in this room; unknown members are ignored. The hub is always renewed before
// the terminals: a word it does not know is refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/envelope.h"
#include "kiosk/base/result.h"
#include "kiosk/model/heartbeat.h"

namespace kiosk24::wire {

inline constexpr std::size_t kLargestBeat_bytes = 32u << 10;
inline constexpr std::size_t kLargestHubReply_bytes = 256u << 10;
inline constexpr std::size_t kMostDevices = 64;
inline constexpr std::size_t kMostPendingCommands = 16;
inline constexpr std::size_t kMostOutcomes = 64;
inline constexpr std::size_t kLongestNotice_bytes = 600;

inline constexpr std::string_view kEnrolmentsPath = "/v1/enrolments";
inline constexpr std::string_view kBeatsPath = "/v1/beats";
inline constexpr std::string_view kCommandOutcomesPath = "/v1/command-outcomes";
inline constexpr std::string_view kEnvelopePurpose_hub_command = "hub_command";  // what seal signs it for

// A terminal's id as it may stand in a certificate: 1 to 64 of A-Z a-z 0-9 . _ -, not beginning with '.'
bool is_terminal_id(std::string_view text);

// ---- heartbeat: {"terminal_id", "terminal_type", "site": text, "boot_id", "sequence", "at_ms", "service",
//      "notice_reason", "devices": [{"id", "class", "state", "fault", "paper", "toner", "media"}],
//      "faults": [code], "frames_presented", "clock_offset_ms"?, "certificate_days_left"?,
//      "journal_backlog", "program_version", "catalogue_version", "audit_head"}
//      A device's fault that is not of its class is read as `<class>.unclassified`; a terminal's fault that
//      is not in the dictionary is refused.

Result<std::string> encode(const Heartbeat& beat);
Result<Heartbeat> decode_heartbeat(std::string_view bytes);

// ---- beat reply: {"hub_time_ms", "beat_every_ms", "commands": [{"id", "envelope": {wire/envelope.h}}]}

struct PendingCommand {
    std::string id;  // the id inside must be the same; it names a command that cannot be verified
    Envelope envelope;
    bool operator==(const PendingCommand&) const = default;
};
struct BeatReply {
    WallTime hub_time;
    Milliseconds beat_every{30'000};  // 100 ms to 10 min: how often this hub wants to hear
    std::vector<PendingCommand> commands;
    bool operator==(const BeatReply&) const = default;
};
Result<std::string> encode(const BeatReply& reply);
Result<BeatReply> decode_beat_reply(std::string_view bytes);

// ---- command, the payload of an envelope: {"id", "terminal_id", "issued_ms", "expires_ms",
//      "what": "out_of_service" | "in_service", "notice": text (out_of_service only)}

Result<std::string> encode(const HubCommand& command);
Result<HubCommand> decode_hub_command(std::string_view bytes);

// ---- outcomes: {"outcomes": [{"command_id", "refusal", "at_ms"}]}; refusal "none" is done

Result<std::string> encode(const std::vector<CommandOutcome>& outcomes);
Result<std::vector<CommandOutcome>> decode_command_outcomes(std::string_view bytes);

// ---- enrolment: {"terminal_id", "code", "request_pem"}
//      -> {"certificate_pem", "authority_pem", "command_signer": {"kid", "alg", "public_key_pem"},
//          "hub_time_ms"}

struct EnrolmentRequest {
    std::string terminal_id;
    std::string code;         // as typed or printed: "ABCD-EFGH-JKLM-NPQR"; case and hyphens do not matter
    std::string request_pem;  // PKCS#10 (RFC 2986) for the terminal's own P-256 key
    bool operator==(const EnrolmentRequest&) const = default;
};
struct EnrolmentReply {
    std::string certificate_pem;  // for the client side of TLS; CN is the terminal's id
    std::string authority_pem;    // who issued it
    std::string signer_key_id, signer_algorithm, signer_public_key_pem;  // whose commands to obey
    WallTime hub_time;
    bool operator==(const EnrolmentReply&) const = default;
};
Result<std::string> encode(const EnrolmentRequest& request);
Result<EnrolmentRequest> decode_enrolment_request(std::string_view bytes);
Result<std::string> encode(const EnrolmentReply& reply);
Result<EnrolmentReply> decode_enrolment_reply(std::string_view bytes);

}  // namespace kiosk24::wire
