#include "kiosk/net/link.h"

namespace kiosk24::net {

std::optional<event::PlatformChanged> Link::answered(Moment now, Health health) {
    if (health == Health::failing) {
        if (state_ != State::unreachable) probe_at_ = now + rules_.probe_idle;
        return std::nullopt;
    }
    failures_ = 0;
    probe_at_ = now + rules_.probe_idle;
    if (state_ == State::reachable) return std::nullopt;
    state_ = State::reachable;
    fault_ = Fault::none;
    return event::PlatformChanged{.reachable = true, .fault = Fault::none};
}

std::optional<event::PlatformChanged> Link::failed(Moment now, Fault fault, Chance& chance) {
    ++failures_;
    probe_at_ = now + back_off(failures_, rules_.probe_first, rules_.probe_longest, chance);
    // A certificate does not mend itself at the second attempt.
    const bool is_certain = fault == Fault::platform_certificate;
    if (!is_certain && failures_ < rules_.failures_until_unreachable) return std::nullopt;
    if (state_ == State::unreachable && fault_ == fault) return std::nullopt;
    state_ = State::unreachable;
    fault_ = fault;
    return event::PlatformChanged{.reachable = false, .fault = fault};
}

Fault fault_of(HttpProblem problem) {
    switch (problem) {
        case HttpProblem::cannot_connect:
        case HttpProblem::connection_lost:
            return Fault::platform_unreachable;
        case HttpProblem::timed_out:
            return Fault::platform_slow;
        case HttpProblem::certificate_refused:
        case HttpProblem::certificate_expired:
            return Fault::platform_certificate;
        case HttpProblem::too_large:
        case HttpProblem::not_http:
            return Fault::platform_bad_reply;
    }
    return Fault::platform_failed;
}

std::string_view words_of(HttpProblem problem) {
    switch (problem) {
        case HttpProblem::cannot_connect:
            return "cannot connect";
        case HttpProblem::connection_lost:
            return "connection lost";
        case HttpProblem::timed_out:
            return "no answer in time";
        case HttpProblem::certificate_refused:
            return "certificate refused";
        case HttpProblem::certificate_expired:
            return "certificate expired";
        case HttpProblem::too_large:
            return "answer too large";
        case HttpProblem::not_http:
            return "not an HTTP answer";
    }
    return "failed";
}

}  // namespace kiosk24::net
