#include "kiosk/app/enrol.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/net/ask_once.h"
#include "kiosk/seal/certificate.h"
#include "kiosk/wire/hub_message.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRequestBegin = "-----BEGIN CERTIFICATE REQUEST-----";

Error cannot(const fs::path& file, std::string_view what) {
    return Error(Code::broken_storage,
                 file.string() + ": cannot " + std::string(what) + ": " + std::strerror(errno));
}

Status write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return Error(Code::broken_storage);
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

// Whole or not at all, and for nobody else's eyes.
Status write_private(const fs::path& file, std::string_view text) {
    const fs::path unfinished = file.string() + ".unfinished";
    ::unlink(unfinished.c_str());
    const int opened = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (opened < 0) return cannot(unfinished, "make");
    const bool is_written = write_all(opened, text).has_value() && ::fsync(opened) == 0;
    ::close(opened);
    if (!is_written) return cannot(unfinished, "write");
    if (::rename(unfinished.c_str(), file.c_str()) != 0) return cannot(file, "put in place");
    return {};
}

Result<Personal<std::string>> read_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) return Error(Code::not_found, file.string());
    return Personal<std::string>(text.str());
}

// An answer that was lost is asked for again with the same request: the hub spends a code only once.
Result<seal::CertificateRequest> pending_request(const fs::path& kept, const std::string& terminal_id) {
    if (auto text = read_file(kept)) {
        const auto& both = text->reveal();
        if (const auto at = both.find(kRequestBegin); at != both.npos)
            return seal::CertificateRequest{Personal<std::string>(both.substr(0, at)), both.substr(at)};
    }
    TRY(made, seal::request_certificate(terminal_id));
    const Personal<std::string> both(made.private_key_pem.reveal() + made.request_pem);
    TRY_STATUS(write_private(kept, both.reveal()));
    return made;
}

Code code_of(net::HttpProblem problem) {
    switch (problem) {
        case net::HttpProblem::certificate_refused:
            return Code::certificate_refused;
        case net::HttpProblem::certificate_expired:
            return Code::certificate_expired;
        case net::HttpProblem::timed_out:
            return Code::timed_out;
        case net::HttpProblem::too_large:
        case net::HttpProblem::not_http:
            return Code::unknown_reply;
        default:
            return Code::unreachable;
    }
}

Result<wire::EnrolmentReply> ask(const settings::Hub& hub, const wire::EnrolmentRequest& request) {
    constexpr Milliseconds kWithin{15'000};
    net::Transport transport;
    transport.url = hub.url;
    transport.ca_file = hub.ca_file;
    transport.pins = hub.pins;
    TRY(body, wire::encode(request));
    net::HttpRequest post;
    post.method = net::Method::post;
    post.path = wire::kEnrolmentsPath;
    post.headers = {{"Content-Type", "application/json"},
                    {"Accept", "application/json, " + std::string(wire::kProblemType)}};
    post.body = PersonalText(std::move(body));
    post.within = kWithin;
    post.largest_reply_bytes = wire::kLargestHubReply_bytes;
    TRY(outcome, net::ask_once(transport, std::move(post)));
    if (const auto* failure = std::get_if<net::HttpFailure>(&outcome))
        return Error(code_of(failure->problem),
                     hub.url + ": " + std::string(words_of(failure->problem)) + ": " + failure->detail);
    const auto& reply = std::get<net::HttpReply>(outcome);
    const auto& bytes = reply.body.reveal();
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (reply.status >= 200 && reply.status < 300) return wire::decode_enrolment_reply(text);
    const auto problem = wire::decode_problem(text);
    return Error(wire::code_of_status(reply.status),
                 "the hub says " + std::to_string(reply.status) + (problem ? " " + problem->code : ""));
}

// A signer's key that is already there is not exchanged for whatever a hub says.
Result<std::string> keep_signer(const settings::Hub& hub, const wire::EnrolmentReply& reply) {
    for (const auto& signer : hub.command_signers) {
        if (signer.id != reply.signer_key_id || signer.algorithm != reply.signer_algorithm) continue;
        const auto file = read_file(signer.public_key_file);
        if (file && file->reveal() == reply.signer_public_key_pem) return std::string();
        if (file)
            return signer.public_key_file.string() +
                   " holds another key than the hub signs its commands with: if it was renewed, remove the "
                   "file and enrol again";
        TRY_STATUS(write_private(signer.public_key_file, reply.signer_public_key_pem));
        return std::string();
    }
    return "no [[hub.command_signer]] of the settings is \"" + reply.signer_key_id + "\" (" +
           reply.signer_algorithm + "): the hub's commands will be refused";
}

}  // namespace

Result<Enrolled> enrol(const settings::Settings& settings, const std::string& code) {
    const auto& hub = settings.hub;
    if (!hub.is_used()) return Error(Code::bad_setting, "the settings name no hub (hub.url)");
    const fs::path kept = hub.client_key_file.string() + ".requested";
    TRY(requested, pending_request(kept, settings.terminal.id));
    TRY(reply, ask(hub, {settings.terminal.id, code, requested.request_pem}));
    TRY_STATUS(seal::check_certificate(reply.certificate_pem, requested.private_key_pem.reveal(),
                                       settings.terminal.id)
                   .with("the hub's answer"));
    TRY(until, seal::certificate_end(reply.certificate_pem));
    TRY_STATUS(write_private(hub.client_certificate_file, reply.certificate_pem));
    TRY_STATUS(write_private(hub.client_key_file, requested.private_key_pem.reveal()));
    TRY(notice, keep_signer(hub, reply));
    ::unlink(kept.c_str());
    return Enrolled{until, std::move(notice)};
}

}  // namespace kiosk24::app
