#include "kiosk/flow/turn.h"

#include "kiosk/base/bytes.h"

namespace kiosk24::flow {

CommandId Turn::issue(What what, Milliseconds within, CaseId case_id, std::vector<LedgerEntry> record) {
    const CommandId id = static_cast<CommandId>(state.boot) << 32 | state.next_command++;
    for (const auto& entry : record)
        fold_into_cases(entry);
    if (!std::holds_alternative<command::Cancel>(what)) state.open_commands[id] = case_id;
    commands.push_back({id, std::move(case_id), within, std::move(record), std::move(what)});
    return id;
}

void Turn::record(std::vector<LedgerEntry> entries) {
    constexpr Milliseconds kWithin{5'000};
    if (entries.empty()) return;
    CaseId case_id = entries.front().case_id;
    issue(command::RecordOnly{}, kWithin, std::move(case_id), std::move(entries));
}

LedgerEntry Turn::entry(const CaseId& case_id, LedgerKind kind, Facts facts) const {
    return {.case_id = case_id, .kind = kind, .at = stamp.wall, .facts = std::move(facts), .personal = {}};
}

void Turn::fold_into_cases(const LedgerEntry& entry) {
    if (tells_of_service(entry.kind)) state.service_record = fold(std::move(state.service_record), entry);
    if (entry.case_id.empty() || entry.kind == LedgerKind::rating_accepted ||
        entry.kind == LedgerKind::call_back_requested || entry.kind == LedgerKind::call_back_accepted)
        return;
    auto& file = state.cases[entry.case_id];
    file = fold(std::move(file), entry);
    const bool is_in_use = state.session && state.session->case_id == entry.case_id;
    if ((file.is_closed && !is_in_use) || file.matter_id.empty()) state.cases.erase(entry.case_id);
}

std::string Turn::mint() {
    constexpr std::size_t kId_bytes = 16;
    const std::size_t from = static_cast<std::size_t>(minted_++ % 2) * kId_bytes;
    return to_hex(ByteView(stamp.entropy).subspan(from, kId_bytes));
}

void Turn::enter(Situation situation) {
    session().situation = situation;
    session().situation_since = stamp.now;
}

const std::string* Turn::device_id(DeviceClass device_class) const {
    const auto* device = state.device(device_class);
    return device == nullptr ? nullptr : &device->slot.id;
}

}  // namespace kiosk24::flow
