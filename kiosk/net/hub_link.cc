#include "kiosk/net/hub_link.h"

#include <algorithm>

#include "kiosk/wire/platform_message.h"

namespace kiosk24::net {
namespace {

constexpr std::string_view kJson = "application/json";

std::string_view text_of(const HttpReply& reply) {
    const auto& bytes = reply.body.reveal();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool is_good(const HttpReply& reply) {
    return reply.status >= 200 && reply.status < 300;
}

Fault fault_of(const HttpReply& reply) {
    constexpr int kNoCertificate = 401, kForbidden = 403, kTooManyRequests = 429;
    if (reply.status == kNoCertificate || reply.status == kForbidden) return Fault::hub_certificate;
    const bool is_busy = reply.status == kTooManyRequests || (reply.status >= 500 && reply.status < 600);
    return is_busy ? Fault::hub_unreachable : Fault::hub_bad_reply;
}

Fault hub_fault_of(HttpProblem problem) {
    switch (problem) {
        case HttpProblem::cannot_connect:
        case HttpProblem::connection_lost:
        case HttpProblem::timed_out:
            return Fault::hub_unreachable;
        case HttpProblem::certificate_refused:
        case HttpProblem::certificate_expired:
            return Fault::hub_certificate;
        case HttpProblem::too_large:
        case HttpProblem::not_http:
            return Fault::hub_bad_reply;
    }
    return Fault::hub_unreachable;
}

bool holds(const std::vector<CommandOutcome>& outcomes, const CommandOutcome& outcome) {
    return std::find(outcomes.begin(), outcomes.end(), outcome) != outcomes.end();
}

}  // namespace

HubOutputs HubLink::handle(const Stamp& stamp, HubInput input) {
    Turn turn{stamp, Chance(stamp.entropy), {}};
    if (auto* given = std::get_if<input::Report>(&input)) report(turn, std::move(*given));
    if (std::holds_alternative<input::Wake>(input)) wake(turn);
    if (std::holds_alternative<input::Stop>(input)) stop(turn);
    if (const auto* reply = std::get_if<HttpReply>(&input)) replied(turn, *reply);
    if (const auto* failure = std::get_if<HttpFailure>(&input)) failed(turn, *failure);
    return std::move(turn.out);
}

Moment HubLink::next_wake() const {
    Moment next = kNever;
    for (const auto* errand : {&beat_, &outcomes_})
        next = std::min(next, errand->request != 0 ? errand->due : errand->next);
    return next;
}

void HubLink::log(Turn& turn, log::Level level, std::string text) {
    turn.out.push_back(output::LogLine{level, std::move(text)});
}

void HubLink::tell(Turn& turn, bool is_reachable, Fault fault) {
    const auto state = is_reachable ? State::reachable : State::unreachable;
    if (state == state_ && fault == fault_) return;
    state_ = state;
    fault_ = fault;
    log(turn, log::Level::info,
        std::string(is_reachable ? "the hub can be reached" : "the hub cannot be reached") +
            (fault == Fault::none ? "" : ": " + std::string(entry_of(fault).code)));
    turn.out.push_back(event::HubChanged{is_reachable, fault});
}

std::vector<CommandOutcome> HubLink::untold() const {
    std::vector<CommandOutcome> untold;
    for (const auto& outcome : decided_) {
        if (!holds(told_, outcome) && untold.size() < wire::kMostOutcomes) untold.push_back(outcome);
    }
    return untold;
}

void HubLink::report(Turn& turn, input::Report report) {
    const bool is_first = !now_;
    now_ = std::move(report.beat);
    decided_ = std::move(report.outcomes);
    std::erase_if(told_, [&](const CommandOutcome& outcome) { return !holds(decided_, outcome); });
    if (is_first) {
        const auto within = static_cast<std::uint64_t>(rules_.first_within.count());
        beat_.next = turn.stamp.now + Milliseconds(static_cast<std::int64_t>(turn.chance.number(within)));
    }
    hurry(turn);
    // A failing hub hears of them when its time has come.
    if (!untold().empty() && outcomes_.request == 0 && outcomes_.failures == 0) send_outcomes(turn);
}

void HubLink::hurry(const Turn& turn) {
    if (beat_.request != 0 || beat_.failures > 0 || !known_ || !is_urgent(*known_, *now_)) return;
    const auto soon = std::max(turn.stamp.now + rules_.urgent_after, beat_.began + rules_.urgent_pause);
    beat_.next = std::min(beat_.next, soon);
}

void HubLink::wake(Turn& turn) {
    const auto now = turn.stamp.now;
    for (auto* errand : {&beat_, &outcomes_}) {
        if (errand->request == 0 || errand->due > now) continue;
        turn.out.push_back(output::Abandon{errand->request});
        if (errand == &beat_) sent_.reset();
        put_off(turn, *errand, Fault::hub_unreachable, "no answer before the deadline", std::nullopt);
    }
    if (beat_.request == 0 && beat_.next <= now) send_beat(turn);
    if (outcomes_.request == 0 && outcomes_.next <= now) send_outcomes(turn);
}

void HubLink::stop(Turn& turn) {
    for (auto* errand : {&beat_, &outcomes_}) {
        if (errand->request != 0) turn.out.push_back(output::Abandon{errand->request});
        *errand = Errand{};
    }
}

void HubLink::send(Turn& turn, Errand& errand, std::string_view path, Result<std::string> body) {
    if (!body) {
        log(turn, log::Level::error, "what the hub should hear cannot be written: " + body.error().text());
        errand.next = turn.stamp.now + every_;
        return;
    }
    HttpRequest request;
    request.id = errand.request = next_request_++;
    request.method = Method::post;
    request.path = path;
    request.headers.emplace_back("Content-Type", kJson);
    request.headers.emplace_back("Accept", std::string(kJson) + ", " + std::string(wire::kProblemType));
    request.body = PersonalText(std::move(*body));
    request.within = rules_.answer_within + rules_.grace;
    request.largest_reply_bytes = wire::kLargestHubReply_bytes;
    errand.began = turn.stamp.now;
    errand.due = turn.stamp.now + rules_.answer_within;
    errand.next = kNever;
    turn.out.push_back(std::move(request));
}

void HubLink::send_beat(Turn& turn) {
    if (!now_) return;
    sent_ = now_;
    sent_->sequence = ++sequence_;
    sent_->at = turn.stamp.wall;
    sent_->clock_offset_ms = clock_offset_ms_;
    send(turn, beat_, wire::kBeatsPath, wire::encode(*sent_));
}

void HubLink::send_outcomes(Turn& turn) {
    outcomes_.next = kNever;
    sending_ = untold();
    if (!sending_.empty()) send(turn, outcomes_, wire::kCommandOutcomesPath, wire::encode(sending_));
}

void HubLink::put_off(Turn& turn, Errand& errand, Fault fault, std::string_view why,
                      std::optional<Milliseconds> not_before) {
    errand.request = 0;
    ++errand.failures;
    auto wait = back_off(errand.failures, rules_.retry_first, rules_.retry_longest, turn.chance);
    if (not_before) wait = std::max(wait, *not_before);
    errand.next = turn.stamp.now + wait;
    log(turn, log::Level::info, std::string(why) + ", again in " + std::to_string(wait.count()) + " ms");
    // Whether the hub can be reached is for the beats to say.
    if (&errand != &beat_) return;
    // A certificate does not mend itself at the second attempt.
    const bool is_certain = fault == Fault::hub_certificate;
    if (is_certain || errand.failures >= rules_.failures_until_unreachable) tell(turn, false, fault);
}

void HubLink::failed(Turn& turn, const HttpFailure& failure) {
    auto& errand = failure.id == beat_.request ? beat_ : outcomes_;
    if (failure.id == 0 || failure.id != errand.request) return;
    if (&errand == &beat_) sent_.reset();
    put_off(turn, errand, hub_fault_of(failure.problem),
            std::string(words_of(failure.problem)) + ": " + failure.detail, std::nullopt);
}

void HubLink::replied(Turn& turn, const HttpReply& reply) {
    auto& errand = reply.id == beat_.request ? beat_ : outcomes_;
    if (reply.id == 0 || reply.id != errand.request) return;
    if (!is_good(reply)) {
        if (&errand == &beat_) sent_.reset();
        return put_off(turn, errand, fault_of(reply), "status " + std::to_string(reply.status),
                       retry_after(reply.retry_after, turn.stamp.wall));
    }
    if (&errand == &beat_) return beat_answered(turn, reply);
    errand = Errand{.began = errand.began};
    told_.insert(told_.end(), sending_.begin(), sending_.end());
    sending_.clear();
    if (!untold().empty()) send_outcomes(turn);
}

void HubLink::beat_answered(Turn& turn, const HttpReply& reply) {
    const auto answer = wire::decode_beat_reply(text_of(reply));
    const auto sent = std::exchange(sent_, std::nullopt);
    if (!answer)
        return put_off(turn, beat_, Fault::hub_bad_reply, "a bad reply: " + answer.error().text(),
                       std::nullopt);
    known_ = sent;
    every_ = answer->beat_every;
    const auto there_and_back = turn.stamp.now - beat_.began;
    clock_offset_ms_ = turn.stamp.wall.unix_ms - there_and_back.count() / 2 - answer->hub_time.unix_ms;
    beat_ = Errand{.began = beat_.began};
    const auto fifth = static_cast<std::uint64_t>(every_.count() / 5);
    const Milliseconds earlier(static_cast<std::int64_t>(turn.chance.number(fifth + 1)));
    beat_.next = turn.stamp.now + (every_ - earlier);
    bool is_one_forged = false;
    for (const auto& pending : answer->commands)
        take_command(turn, pending, is_one_forged);
    tell(turn, true, is_one_forged ? Fault::hub_command_refused : Fault::none);
    // The hub is back: it hears at once what became of its commands.
    outcomes_.failures = 0;
    if (!untold().empty() && outcomes_.request == 0) send_outcomes(turn);
    hurry(turn);
}

void HubLink::take_command(Turn& turn, const wire::PendingCommand& pending, bool& is_one_forged) {
    // It is being decided, or it is decided and the hub is about to hear of it.
    std::erase_if(passed_on_,
                  [&](const auto& passed) { return turn.stamp.now - passed.second >= rules_.command_pause; });
    if (!passed_on_.emplace(pending.id, turn.stamp.now).second) return;
    for (const auto& outcome : untold()) {
        if (outcome.command_id == pending.id) return;
    }
    const auto refuse = [&](CommandRefusal refusal, const Error& error) {
        is_one_forged = true;
        log(turn, log::Level::warn,
            "command " + pending.id + ", " + std::string(name_of(refusal)) + ": " + error.text());
        HubCommand command;
        command.id = pending.id;
        turn.out.push_back(event::HubCommandArrived{std::move(command), refusal});
    };
    const auto payload =
        seal::verified_payload(pending.envelope, wire::kEnvelopePurpose_hub_command, signers_);
    if (!payload) return refuse(CommandRefusal::bad_signature, payload.error());
    auto command =
        wire::decode_hub_command({reinterpret_cast<const char*>(payload->data()), payload->size()});
    if (!command) return refuse(CommandRefusal::malformed, command.error());
    if (command->id != pending.id)
        return refuse(CommandRefusal::malformed,
                      Error(Code::bad_input, "another command is in the envelope"));
    turn.out.push_back(event::HubCommandArrived{std::move(*command), CommandRefusal::none});
}

}  // namespace kiosk24::net
