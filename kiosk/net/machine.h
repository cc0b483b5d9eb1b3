// The network room's decisions, without sockets, clock or chance of its own: commands, answers and failures
// in; requests, results and the next wake-up out.
//
// Every command but Cancel ends in exactly one Completed (a new catalogue in one CatalogueArrived, which the
// workshop completes): with its answer, with the platform's no, or at its deadline with what went wrong last.
// A Cancel does not wait for the disk and may come before its target: that is then cancelled when it comes,
// without a request. Every operation may be repeated: submissions and call-backs carry the idempotency key
// that the ledger committed before, everything else only reads. Outcome::not_done is said of a submission
// only if it is certain that the platform did not take it.
#pragma once

#include <map>
#include <optional>

#include "kiosk/model/early_cancels.h"
#include "kiosk/net/back_off.h"
#include "kiosk/net/effect.h"
#include "kiosk/net/link.h"
#include "kiosk/net/operation.h"
#include "kiosk/net/rules.h"

namespace kiosk24::net {

class Machine {
  public:
    explicit Machine(const Rules& rules = {}) : rules_(rules), link_(rules) {}

    Outputs handle(const Stamp& stamp, Input input);
    // kNever if nothing is due.
    Moment next_wake() const;
    std::size_t open() const { return operations_.size(); }

  private:
    struct Operation {
        Command command;
        Moment due;
        Moment retry_at = kNever;
        bool waits_for_connection = false;  // retry_at may be brought forward when there is one
        RequestId request = 0;              // on its way; 0: none
        int failures = 0, bad_replies = 0;
        Effect effect = Effect::none;
        std::optional<Error> last_error;
        Fault fault = Fault::platform_slow;
    };
    // One input's circumstances.
    struct Turn {
        const Stamp& stamp;
        Chance chance;
        Outputs out;
    };
    using Place = std::map<CommandId, Operation>::iterator;

    void release(Turn& turn, Command command);
    void cancel(Turn& turn, CommandId target);
    void replied(Turn& turn, HttpReply& reply);
    void failed(Turn& turn, const HttpFailure& failure);
    void wake(Turn& turn);
    void stop(Turn& turn);

    void start_attempt(Turn& turn, Place place);
    void probe(Turn& turn);
    void probe_replied(Turn& turn, const HttpReply& reply);
    void try_again(Turn& turn, Place place, answer::Again again);
    void answered(Turn& turn, Place place, Answer answer, HttpReply& reply);
    void complete(Turn& turn, Place place, CommandResult result);
    void complete_without_answer(Turn& turn, Place place, Error error, Fault fault);
    void expire(Turn& turn, Place place);
    void tell(Turn& turn, std::optional<event::PlatformChanged> change);
    void log(Turn& turn, log::Level level, std::string text);
    // The operation that waits for this request; end() if nobody does any more.
    Place find(RequestId request);

    const Rules rules_;
    Link link_;
    std::map<CommandId, Operation> operations_;
    RequestId next_request_ = 1, probe_ = 0;
    EarlyCancels early_cancels_;
};

}  // namespace kiosk24::net
