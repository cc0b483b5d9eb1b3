#include "hub/sandbox/platform_replies.h"

#include "kiosk/base/log.h"
#include "kiosk/wire/json_writer.h"

namespace kiosk24::sandbox {

Reply broken(const Error& error) {
    log::error("sandbox", "{}", error.text());
    return problem_reply(500, "failed_inside", "the platform failed; nothing was filed");
}

Reply bad_request(const Error& error) {
    return problem_reply(error.code() == Code::too_large ? 413 : 400, "bad_request", error.text());
}

Reply unknown_person() {
    return problem_reply(422, "unknown_person", "no person of that reference; confirm the identity anew");
}

Reply key_void() {
    return problem_reply(410, "key_void", "settled before anything arrived; file anew under another key");
}

Decision decision_at(const Submission& submission, WallTime now) {
    if (submission.decides_at <= now) return submission.decision;
    Decision pending;
    pending.verdict = Verdict::pending;
    pending.case_number = submission.decision.case_number;
    return pending;
}

Reply decision_reply(int status, const Decision& decision) {
    return json_reply(decision.verdict == Verdict::pending ? 202 : status, wire::encode(decision));
}

std::string health_text(const std::string& terminal_id, std::int64_t catalogue_version) {
    wire::JsonWriter text(wire::JsonWriter::Style::compact);
    text.begin_object()
        .field("status", "ok")
        .field("terminal", terminal_id)
        .field("catalogue_version", catalogue_version)
        .end();
    return text.text();
}

}  // namespace kiosk24::sandbox
