// Commands of the central hub: decided on, recorded, then obeyed, and never over a citizen's session.
#include <algorithm>

#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kRecordWithin{5'000};
// A hub that lies must not fill the ledger: beyond so many, refused commands are passed over.
constexpr std::ptrdiff_t kMostRefused = 64;

bool is_being_recorded(const Remote& remote, const std::string& command_id) {
    return std::any_of(remote.recording.begin(), remote.recording.end(),
                       [&](const auto& item) { return item.second.fact("command") == command_id; });
}

// A forged command must not stand in the way of the real one that has its id.
bool is_known(const Remote& remote, const event::HubCommandArrived& arrived) {
    const auto* decided = remote.orders.find(arrived.command.id);
    if (decided == nullptr) return false;
    const auto before = decided->outcome.refusal;
    const bool was_unreadable =
        before == CommandRefusal::bad_signature || before == CommandRefusal::malformed;
    return !was_unreadable || arrived.refusal != CommandRefusal::none;
}

CommandRefusal judge(const State& state, const event::HubCommandArrived& arrived) {
    if (arrived.refusal != CommandRefusal::none) return arrived.refusal;
    if (arrived.command.terminal_id != state.terminal.id) return CommandRefusal::other_terminal;
    if (arrived.command.expires <= state.last.wall) return CommandRefusal::expired;
    return CommandRefusal::none;
}

void record_decision(Turn& turn, LedgerEntry entry) {
    const auto id = turn.issue(command::RecordOnly{}, kRecordWithin, {}, {entry});
    turn.state.remote.recording[id] = std::move(entry);
}

}  // namespace

void on_hub_command(Turn& turn, const event::HubCommandArrived& arrived) {
    auto& remote = turn.state.remote;
    // It comes again with the next beat.
    if (!turn.state.journal_open || turn.state.journal_fault != Fault::none) return;
    if (is_being_recorded(remote, arrived.command.id)) return;
    if (is_known(remote, arrived)) {
        if (remote.orders.find(arrived.command.id)->was_repeated) {
            for (auto& decided : remote.orders.decided) {
                if (decided.outcome.command_id == arrived.command.id) decided.outcome.at = turn.stamp.wall;
            }
            return;
        }
        return record_decision(turn,
                               kiosk24::entry_of(arrived.command, CommandRefusal::repeated, turn.stamp.wall));
    }
    const auto refusal = judge(turn.state, arrived);
    const auto refused = std::count_if(
        remote.orders.decided.begin(), remote.orders.decided.end(),
        [](const DecidedCommand& decided) { return decided.outcome.refusal != CommandRefusal::none; });
    if (refusal != CommandRefusal::none && refused >= kMostRefused) return;
    record_decision(turn, kiosk24::entry_of(arrived.command, refusal, turn.stamp.wall));
}

void on_remote_completed(Turn& turn, const Completed& completed) {
    auto& remote = turn.state.remote;
    const auto found = remote.recording.find(completed.id);
    if (found == remote.recording.end()) return;
    const auto entry = std::move(found->second);
    remote.recording.erase(found);
    // What is not in the ledger is neither obeyed nor answered: it comes again with the next beat.
    if (!std::holds_alternative<result::Done>(completed.result)) return;
    auto service = remote.orders.service;
    remote.orders = fold(std::move(remote.orders), entry);
    if (entry.fact("refusal") != name_of(CommandRefusal::none)) return;
    remote.next = std::move(remote.orders.service);
    remote.orders.service = std::move(service);
}

void obey_remote(Turn& turn) {
    auto& remote = turn.state.remote;
    if (turn.state.session || !remote.next) return;
    remote.orders.service = *std::move(remote.next);
    remote.next.reset();
}

}  // namespace kiosk24::flow
