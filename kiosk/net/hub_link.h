// The terminal's side of the link to the central hub (kiosk/wire/hub_message.h): heartbeats, what became of
// commands, and the commands themselves. Without sockets, clock or chance of its own.
//
// A beat goes every 30 s and at once when the report says something urgent; each takes a new sequence number,
// a beat that got no answer too. An urgent change that was sent without an answer stays urgent. A command
// stands in every reply until the hub knows what became of it; it leaves here as an event once in 5 s, and
// whether it is obeyed is for the flow to say.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/net/back_off.h"
#include "kiosk/net/hub_effect.h"
#include "kiosk/net/hub_rules.h"
#include "kiosk/seal/envelope.h"
#include "kiosk/wire/hub_message.h"

namespace kiosk24::net {

class HubLink {
  public:
    // `signers`: whose commands are obeyed.
    HubLink(std::vector<seal::TrustedSigner> signers, const HubRules& rules)
        : signers_(std::move(signers)), rules_(rules), every_(rules.every) {}

    HubOutputs handle(const Stamp& stamp, HubInput input);
    // kNever if nothing is due.
    Moment next_wake() const;

  private:
    // One exchange with the hub at a time for each of the two things it hears.
    struct Errand {
        RequestId request = 0;  // on its way; 0: none
        Moment began;
        Moment due = kNever;  // of the request
        Moment next = kNever;
        int failures = 0;  // in a row
    };
    // One input's circumstances.
    struct Turn {
        const Stamp& stamp;
        Chance chance;
        HubOutputs out;
    };

    void report(Turn& turn, input::Report report);
    void wake(Turn& turn);
    void stop(Turn& turn);
    void replied(Turn& turn, const HttpReply& reply);
    void failed(Turn& turn, const HttpFailure& failure);

    void send_beat(Turn& turn);
    void send_outcomes(Turn& turn);
    void send(Turn& turn, Errand& errand, std::string_view path, Result<std::string> body);
    void beat_answered(Turn& turn, const HttpReply& reply);
    void take_command(Turn& turn, const wire::PendingCommand& pending, bool& is_one_forged);
    // The errand failed; when it is tried again.
    void put_off(Turn& turn, Errand& errand, Fault fault, std::string_view why,
                 std::optional<Milliseconds> not_before);
    // Brings the next beat forward if the hub does not know something urgent.
    void hurry(const Turn& turn);
    std::vector<CommandOutcome> untold() const;
    void tell(Turn& turn, bool is_reachable, Fault fault);
    void log(Turn& turn, log::Level level, std::string text);

    const std::vector<seal::TrustedSigner> signers_;
    const HubRules rules_;
    Milliseconds every_;
    Errand beat_, outcomes_;
    std::map<std::string, Moment> passed_on_;               // commands, and when
    std::optional<Heartbeat> now_, sent_, known_;           // the report; on its way; what the hub has
    std::vector<CommandOutcome> decided_, sending_, told_;  // the same for outcomes
    std::uint64_t sequence_ = 0;
    std::optional<std::int64_t> clock_offset_ms_;
    enum class State { unknown, reachable, unreachable } state_ = State::unknown;
    Fault fault_ = Fault::none;
    RequestId next_request_ = 1;
};

}  // namespace kiosk24::net
