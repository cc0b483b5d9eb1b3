#include "kiosk/net/machine.h"

#include <algorithm>

#include "kiosk/wire/platform_message.h"

namespace kiosk24::net {
namespace {

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

Code code_of(HttpProblem problem) {
    switch (problem) {
        case HttpProblem::cannot_connect:
        case HttpProblem::connection_lost:
            return Code::unreachable;
        case HttpProblem::timed_out:
            return Code::timed_out;
        case HttpProblem::certificate_refused:
            return Code::certificate_refused;
        case HttpProblem::certificate_expired:
            return Code::certificate_expired;
        case HttpProblem::too_large:
            return Code::too_large;
        case HttpProblem::not_http:
            return Code::unknown_reply;
    }
    return Code::unknown_reply;
}

bool is_certificate(HttpProblem problem) {
    return problem == HttpProblem::certificate_refused || problem == HttpProblem::certificate_expired;
}

Completed completed(const Command& command, CommandResult result) {
    return {.id = command.id, .case_id = command.case_id, .result = std::move(result), .committed = {}};
}

}  // namespace

Outputs Machine::handle(const Stamp& stamp, Input input) {
    Turn turn{stamp, Chance(stamp.entropy), {}};
    std::visit(Overloaded{
                   [&](input::Begin&) {
                       link_.begin(stamp.now);
                       wake(turn);
                   },
                   [&](input::Release& released) { release(turn, std::move(released.command)); },
                   [&](HttpReply& reply) { replied(turn, reply); },
                   [&](HttpFailure& failure) { failed(turn, failure); },
                   [&](input::Wake&) { wake(turn); },
                   [&](input::Stop&) { stop(turn); },
               },
               input);
    return std::move(turn.out);
}

Moment Machine::next_wake() const {
    Moment next = link_.probe_at();
    for (const auto& [id, operation] : operations_)
        next = std::min({next, operation.due, operation.retry_at});
    return next;
}

Machine::Place Machine::find(RequestId request) {
    return std::find_if(operations_.begin(), operations_.end(),
                        [&](const auto& each) { return each.second.request == request; });
}

void Machine::log(Turn& turn, log::Level level, std::string text) {
    turn.out.push_back(output::LogLine{level, std::move(text)});
}

void Machine::tell(Turn& turn, std::optional<event::PlatformChanged> change) {
    if (!change) return;
    log(turn, log::Level::info,
        change->reachable ? std::string("the platform can be reached")
                          : "the platform cannot be reached: " + std::string(entry_of(change->fault).code));
    turn.out.push_back(*change);
    if (!change->reachable) return;
    // Whoever waits only because there was no connection need not wait longer.
    for (auto place = operations_.begin(); place != operations_.end(); ++place) {
        if (place->second.waits_for_connection) start_attempt(turn, place);
    }
}

void Machine::release(Turn& turn, Command command) {
    if (const auto* cancelled = std::get_if<command::Cancel>(&command.what))
        return cancel(turn, cancelled->target);
    if (operations_.contains(command.id))
        return log(turn, log::Level::warn,
                   "a command was released twice: " + std::string(name_of(command.what)));
    const auto refuse = [&](const Error& error, Fault fault) {
        turn.out.push_back(completed(
            command, result::Failed{error, fault, outcome_without_answer(command.what, Effect::none)}));
    };
    if (early_cancels_.take(command.id)) return refuse(Error(Code::cancelled, "before it came"), Fault::none);
    if (operations_.size() >= rules_.most_open)
        return refuse(Error(Code::server_busy, "too many commands are open"), Fault::platform_slow);
    if (auto request = request_of(command.what); !request) return refuse(request.error(), Fault::none);
    if (command.within <= Milliseconds(0))
        return refuse(Error(Code::timed_out, "no time was given"), Fault::platform_slow);
    const auto id = command.id;
    Operation operation;
    operation.due = turn.stamp.now + command.within;
    operation.command = std::move(command);
    start_attempt(turn, operations_.emplace(id, std::move(operation)).first);
}

void Machine::start_attempt(Turn& turn, Place place) {
    auto& operation = place->second;
    operation.retry_at = kNever;
    operation.waits_for_connection = false;
    // It could be written when the command was released, so it can be now.
    auto request = request_of(operation.command.what);
    if (!request) return;
    request->id = operation.request = next_request_++;
    request->within = attempt_of(operation.command.what, operation.due - turn.stamp.now, rules_);
    turn.out.push_back(std::move(*request));
}

void Machine::probe(Turn& turn) {
    HttpRequest request;
    request.id = probe_ = next_request_++;
    request.path = wire::kHealthPath;
    request.within = rules_.probe_within;
    request.largest_reply_bytes = wire::kLargestReply_bytes;
    link_.probe_started();
    turn.out.push_back(std::move(request));
}

void Machine::cancel(Turn& turn, CommandId target) {
    const auto place = operations_.find(target);
    // Completed already, another room's, or still on its way here.
    if (place == operations_.end()) return early_cancels_.put(target);
    auto& operation = place->second;
    if (operation.request != 0) {
        operation.effect = Effect::possible;
        turn.out.push_back(output::Abandon{operation.request});
    }
    complete_without_answer(turn, place, Error(Code::cancelled, "cancelled"), Fault::none);
}

void Machine::complete(Turn& turn, Place place, CommandResult result) {
    turn.out.push_back(completed(place->second.command, std::move(result)));
    operations_.erase(place);
}

void Machine::complete_without_answer(Turn& turn, Place place, Error error, Fault fault) {
    const auto& operation = place->second;
    const auto outcome = outcome_without_answer(operation.command.what, operation.effect);
    log(turn, log::Level::warn, std::string(name_of(operation.command.what)) + ": " + error.text());
    complete(turn, place, result::Failed{std::move(error), fault, outcome});
}

void Machine::expire(Turn& turn, Place place) {
    auto& operation = place->second;
    if (operation.request != 0) {
        operation.effect = Effect::possible;
        turn.out.push_back(output::Abandon{operation.request});
        link_.suspected(turn.stamp.now);
    }
    // An earlier attempt's failure says more than the silence of the last, perhaps very short one.
    const auto error = operation.last_error ? operation.last_error->with("until the deadline")
                                            : Error(Code::timed_out, "no answer before the deadline");
    complete_without_answer(turn, place, error,
                            operation.last_error ? operation.fault : Fault::platform_slow);
}

void Machine::try_again(Turn& turn, Place place, answer::Again again) {
    auto& operation = place->second;
    operation.request = 0;
    operation.last_error = again.error;
    operation.fault = again.fault;
    if (again.effect == Effect::possible) operation.effect = Effect::possible;
    const bool is_bad = again.why == answer::Again::Why::bad_reply;
    if (is_bad && ++operation.bad_replies >= rules_.most_bad_replies)
        return complete_without_answer(turn, place, again.error, again.fault);
    ++operation.failures;
    auto wait = back_off(operation.failures, rules_.retry_first, rules_.retry_longest, turn.chance);
    if (again.not_before) wait = std::max(wait, *again.not_before);
    operation.waits_for_connection = again.why == answer::Again::Why::no_connection;
    operation.retry_at = turn.stamp.now + wait;
    // No attempt fits before the deadline: say so now instead of letting a person wait for it.
    if (operation.retry_at >= operation.due)
        return complete_without_answer(turn, place, again.error, again.fault);
    log(turn, log::Level::info,
        std::string(name_of(operation.command.what)) + ": " + again.error.text() + ", again in " +
            std::to_string(wait.count()) + " ms");
}

void Machine::answered(Turn& turn, Place place, Answer answer, HttpReply& reply) {
    auto& operation = place->second;
    std::visit(Overloaded{
                   [&](answer::Final& final) { complete(turn, place, std::move(final.result)); },
                   [&](answer::Refused& refused) {
                       if (refused.effect == Effect::possible) operation.effect = Effect::possible;
                       complete_without_answer(turn, place, refused.error, refused.fault);
                   },
                   [&](answer::Again& again) { try_again(turn, place, std::move(again)); },
                   [&](answer::Catalogue&) {
                       turn.out.push_back(CatalogueArrived{.id = operation.command.id,
                                                           .case_id = operation.command.case_id,
                                                           .bytes = reply.body.reveal(),
                                                           .etag = reply.etag});
                       operations_.erase(place);
                   },
               },
               answer);
}

void Machine::probe_replied(Turn& turn, const HttpReply& reply) {
    probe_ = 0;
    link_.probe_ended();
    constexpr int kTooManyRequests = 429;
    // Any other answer, an unknown path too, shows a platform that serves.
    const bool is_working = reply.status < 500 && reply.status != kTooManyRequests;
    tell(turn, is_working ? link_.answered(turn.stamp.now, Link::Health::working)
                          : link_.failed(turn.stamp.now, Fault::platform_failed, turn.chance));
}

void Machine::replied(Turn& turn, HttpReply& reply) {
    if (reply.id == probe_ && probe_ != 0) return probe_replied(turn, reply);
    const auto place = find(reply.id);
    if (reply.id == 0 || place == operations_.end()) return;
    place->second.request = 0;
    const auto health = reply.status < 500 ? Link::Health::working : Link::Health::failing;
    auto change = link_.answered(turn.stamp.now, health);
    answered(turn, place, answer_of(place->second.command.what, reply, turn.stamp.wall), reply);
    tell(turn, change);
}

void Machine::failed(Turn& turn, const HttpFailure& failure) {
    const auto fault = fault_of(failure.problem);
    const bool is_probe = failure.id == probe_ && probe_ != 0;
    if (is_probe) {
        probe_ = 0;
        link_.probe_ended();
        const bool is_silence = failure.problem == HttpProblem::timed_out;
        return tell(turn, link_.failed(turn.stamp.now, is_silence ? Fault::platform_unreachable : fault,
                                       turn.chance));
    }
    const auto place = find(failure.id);
    if (failure.id == 0 || place == operations_.end()) return;
    if (failure.problem == HttpProblem::timed_out)
        link_.suspected(turn.stamp.now);
    else if (failure.problem != HttpProblem::too_large)
        tell(turn, link_.failed(turn.stamp.now, fault, turn.chance));
    const Error error(code_of(failure.problem),
                      std::string(words_of(failure.problem)) + ": " + failure.detail);
    auto& operation = place->second;
    operation.request = 0;
    if (failure.effect == Effect::possible) operation.effect = Effect::possible;
    if (is_certificate(failure.problem) || failure.problem == HttpProblem::too_large)
        return complete_without_answer(turn, place, error, fault);
    const bool is_bad = failure.problem == HttpProblem::not_http;
    try_again(turn, place,
              {.why = is_bad ? answer::Again::Why::bad_reply : answer::Again::Why::no_connection,
               .error = error,
               .fault = fault,
               .effect = failure.effect,
               .not_before = std::nullopt});
}

void Machine::wake(Turn& turn) {
    const auto now = turn.stamp.now;
    for (auto place = operations_.begin(); place != operations_.end();) {
        const auto next = std::next(place);
        if (place->second.due <= now)
            expire(turn, place);
        else if (place->second.retry_at <= now)
            start_attempt(turn, place);
        place = next;
    }
    if (link_.probe_at() <= now) probe(turn);
}

void Machine::stop(Turn& turn) {
    while (!operations_.empty())
        cancel(turn, operations_.begin()->first);
    if (probe_ != 0) turn.out.push_back(output::Abandon{probe_});
}

}  // namespace kiosk24::net
