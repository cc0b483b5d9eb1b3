// What a command asks of the platform, and what an answer means for it. Part of the machine: pure.
#pragma once

#include <optional>
#include <variant>

#include "kiosk/base/result.h"
#include "kiosk/model/command.h"
#include "kiosk/net/effect.h"
#include "kiosk/net/rules.h"

namespace kiosk24::net {

// The request of a command of this room, without id and within. bad_argument for one of another room or with
// a key that cannot stand in a path; too_large for a form over the contract's limit.
Result<HttpRequest> request_of(const What& what);

// How long one attempt may last of the time that is left. The last one's end is the machine's own deadline.
Milliseconds attempt_of(const What& what, Milliseconds left, const Rules& rules);

namespace answer {
// That is the result.
struct Final {
    CommandResult result;
};
// The platform said no, for a reason that another attempt would not change.
struct Refused {
    Error error;
    Fault fault = Fault::none;
    Effect effect = Effect::none;
};
// It may go better next time.
struct Again {
    enum class Why { no_connection, busy, failed, bad_reply };
    Why why = Why::failed;
    Error error;
    Fault fault = Fault::platform_failed;
    Effect effect = Effect::possible;
    std::optional<Milliseconds> not_before;  // Retry-After
};
// A new catalogue, for the workshop.
struct Catalogue {};
}  // namespace answer
using Answer = std::variant<answer::Final, answer::Refused, answer::Again, answer::Catalogue>;

Answer answer_of(const What& what, const HttpReply& reply, WallTime now);

// What became of the command if it ends without an answer. `effect` is what its attempts may have done.
// Nothing is known about a submission whose question (AskDecision, SettleSubmission) failed.
Outcome outcome_without_answer(const What& what, Effect effect);

}  // namespace kiosk24::net
