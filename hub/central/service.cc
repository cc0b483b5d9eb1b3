// Beats and outcomes: what enrolled terminals say.
#include "hub/central/service.h"

#include <algorithm>

#include "kiosk/base/log.h"

namespace kiosk24::hub {
namespace {

Now now_here() {
    return {wall_now(), monotonic_now()};
}

http::Reply bad_request(const Error& error) {
    return http::problem_reply(error.code() == Code::too_large ? 413 : 400, "bad_request", error.text());
}

http::Reply come_again(const Error& error) {
    log::error("hub", "{}", error.text());
    http::Reply reply = http::problem_reply(503, "not_kept", "it could not be kept; come again");
    reply.retry_after_s = 5;
    return reply;
}

http::Reply old_beat() {
    return http::problem_reply(409, "old_beat", "a later one was heard");
}

std::optional<http::Reply> refusal_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::accepted:
        case Verdict::repeated:
            break;
        case Verdict::old_beat:
            return old_beat();
        case Verdict::other_terminal:
            return http::problem_reply(403, "other_terminal", "the certificate names another terminal");
        case Verdict::too_often: {
            http::Reply reply = http::problem_reply(429, "too_many", "more beats than anybody needs");
            reply.retry_after_s = static_cast<int>(kWindow.count() / 1000);
            return reply;
        }
    }
    return std::nullopt;
}

}  // namespace

Result<Service> Service::open(const std::filesystem::path& directory, const FleetRules& rules) {
    TRY(store, Store::open(directory / "hub.db"));
    Keys keys;
    TRY(authority, pki::read_identity(directory, "hub_ca"));
    TRY(authority_pem, pki::read_text(directory / "hub_ca.pem"));
    TRY(signer_pem, pki::read_text(directory / "command_signer.pem"));
    keys.authority = std::move(authority);
    keys.authority_pem = std::move(authority_pem);
    keys.signer_pem = std::move(signer_pem);
    TRY(terminals, store.terminals());
    Service service(std::move(store), std::move(keys), rules);
    for (auto& terminal : terminals)
        service.fleet_.restore(std::move(terminal), now_here());
    log::info("hub", "{} terminals are enrolled", service.fleet_.terminals().size());
    return service;
}

void Service::start(Later later) {
    later_ = std::move(later);
    look_for_lost();
}

void Service::stop() {
    finish_batch();
}

void Service::answer_terminal(const http::Request& request, http::Respond respond) {
    const Peer peer{request.terminal_id, request.certificate_sha256};
    if (auto refused = refusal_of_request(peer, request)) {
        log::warn("hub", "{} {} from {} refused: {}", peer.terminal_id, request.path, request.peer_address,
                  refused->status);
        return respond({.reply = std::move(*refused)});
    }
    if (request.path == wire::kEnrolmentsPath) return respond({.reply = enrol(request)});
    if (request.path == wire::kBeatsPath) return beat(peer, request, std::move(respond));
    outcomes(peer, request, std::move(respond));
}

std::optional<http::Reply> Service::refusal_of_request(const Peer& peer, const http::Request& request) const {
    const auto& path = request.path;
    const bool is_known =
        path == wire::kEnrolmentsPath || path == wire::kBeatsPath || path == wire::kCommandOutcomesPath;
    const Standing standing = fleet_.standing_of(peer);
    if (path != wire::kEnrolmentsPath) {
        if (standing == Standing::nobody) return http::problem_reply(401, "no_certificate", "enrol first");
        if (standing == Standing::unknown)
            return http::problem_reply(403, "not_enrolled", "no terminal of that name is enrolled here");
        if (standing == Standing::superseded)
            return http::problem_reply(403, "superseded_certificate", "enrolled anew since");
    }
    if (!is_known) return http::problem_reply(404, "not_found", "no such path");
    if (request.method != "POST") return http::wrong_method_reply("POST");
    if (!http::is_json(request.content_type))
        return http::problem_reply(415, "unsupported_media_type", "the body is to be application/json");
    return std::nullopt;
}

void Service::beat(const Peer& peer, const http::Request& request, http::Respond respond) {
    const auto heard = wire::decode_heartbeat(request.body);
    if (!heard) {
        log::warn("hub", "{}: a beat that cannot be read: {}", peer.terminal_id, heard.error().text());
        return respond({.reply = bad_request(heard.error())});
    }
    if (!in_batch(respond)) return;
    const Now now = now_here();
    const bool was_up = fleet_.terminal(peer.terminal_id)->link == Link::up;
    const Verdict verdict = fleet_.hear(peer, *heard, now);
    if (auto refused = refusal_of(verdict)) {
        log::warn("hub", "{}: a beat refused: {}", peer.terminal_id, refused->status);
        return respond({.reply = std::move(*refused)});
    }
    if (verdict == Verdict::accepted) {
        if (!was_up) log::info("hub", "{} is there", peer.terminal_id);
        const auto kept = store_.keep_beat(*fleet_.terminal(peer.terminal_id));
        if (!kept) return respond({.reply = come_again(kept.error())});
        if (!*kept) return respond({.reply = old_beat()});
    }
    Result<http::Reply> reply = beat_reply(peer, now.wall);
    answer_with_batch(std::move(respond), reply ? std::move(*reply) : come_again(reply.error()));
}

Result<http::Reply> Service::beat_reply(const Peer& peer, WallTime now) {
    TRY(commands, store_.pending_commands(peer.terminal_id, now));
    return http::json_reply(200, wire::encode(wire::BeatReply{now, fleet_.rules().beat_every, commands}));
}

void Service::outcomes(const Peer& peer, const http::Request& request, http::Respond respond) {
    const auto heard = wire::decode_command_outcomes(request.body);
    if (!heard) return respond({.reply = bad_request(heard.error())});
    if (!in_batch(respond)) return;
    const Status kept = keep_outcomes(peer, *heard, wall_now());
    answer_with_batch(std::move(respond), kept ? http::Reply{.status = 204} : come_again(kept.error()));
}

Status Service::keep_outcomes(const Peer& peer, const std::vector<CommandOutcome>& outcomes, WallTime now) {
    for (const CommandOutcome& outcome : outcomes) {
        TRY_STATUS(store_.keep_outcome(peer.terminal_id, outcome, now));
        log::info("hub", "{}: command {}: {}", peer.terminal_id, outcome.command_id,
                  outcome.refusal == CommandRefusal::none ? "done" : kiosk24::name_of(outcome.refusal));
    }
    return {};
}

bool Service::in_batch(const http::Respond& respond) {
    if (is_batch_open_) return true;
    const Status begun = store_.begin_batch();
    if (!begun) {
        respond({.reply = come_again(begun.error())});
        return false;
    }
    is_batch_open_ = true;
    later_(kBatchWithin, [this] { finish_batch(); });
    return true;
}

void Service::answer_with_batch(http::Respond respond, http::Reply reply) {
    waiting_.push_back({std::move(respond), std::move(reply)});
    if (waiting_.size() >= kMostInBatch) finish_batch();
}

void Service::finish_batch() {
    if (!is_batch_open_) return;
    is_batch_open_ = false;
    const Status committed = store_.commit_batch();
    const std::vector<Waiting> waiting = std::exchange(waiting_, {});
    for (const Waiting& one : waiting)
        one.respond({.reply = committed ? one.reply : come_again(committed.error())});
}

void Service::look_for_lost() {
    const auto lost = fleet_.find_lost(now_here());
    for (const std::string& id : lost) {
        log::warn("hub", "{}: link lost", id);
        if (const Status kept = store_.keep_link(*fleet_.terminal(id)); !kept)
            log::error("hub", "{}", kept.error().text());
    }
    const Milliseconds often =
        std::clamp(fleet_.rules().beat_every / 4, Milliseconds(20), Milliseconds(1000));
    later_(often, [this] { look_for_lost(); });
}

}  // namespace kiosk24::hub
