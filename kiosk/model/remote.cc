#include "kiosk/model/remote.h"

#include <algorithm>
#include <charconv>

namespace kiosk24 {
namespace {

constexpr std::string_view kNotice = "notice.";
constexpr std::int64_t kRemembersRefused_ms = 86'400'000;

std::int64_t number_in(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

RemoteService service_in(const LedgerEntry& entry) {
    RemoteService service;
    service.is_out = entry.fact("do") == name_of(Order(order::OutOfService{}));
    for (const auto& [name, words] : entry.facts) {
        if (!name.starts_with(kNotice)) continue;
        if (const auto language = language_tagged(name.substr(kNotice.size())))
            service.notice.in[*language] = words;
    }
    return service;
}

}  // namespace

const DecidedCommand* RemoteOrders::find(std::string_view command_id) const {
    const auto found = std::find_if(decided.begin(), decided.end(), [&](const DecidedCommand& command) {
        return command.outcome.command_id == command_id;
    });
    return found == decided.end() ? nullptr : &*found;
}

LedgerEntry entry_of(const HubCommand& command, CommandRefusal refusal, WallTime at) {
    // What was refused may have no date to trust, and is not to fill the ledger each time that it comes.
    const auto expires = refusal == CommandRefusal::none
                             ? command.expires.unix_ms
                             : std::max(command.expires.unix_ms, at.unix_ms + kRemembersRefused_ms);
    LedgerEntry entry{.case_id = {}, .kind = LedgerKind::hub_command, .at = at, .facts = {}, .personal = {}};
    entry.facts = {{"command", command.id},
                   {"refusal", std::string(name_of(refusal))},
                   {"expires", std::to_string(expires)}};
    // What a forged command says is nobody's word.
    if (refusal == CommandRefusal::bad_signature || refusal == CommandRefusal::malformed) return entry;
    entry.facts["do"] = name_of(command.what);
    if (const auto* out = std::get_if<order::OutOfService>(&command.what)) {
        for (const auto& [language, words] : out->notice.in)
            entry.facts[std::string(kNotice) + std::string(tag_of(language))] = words;
    }
    return entry;
}

RemoteOrders fold(RemoteOrders orders, const LedgerEntry& entry) {
    const auto refusal = command_refusal_named(entry.fact("refusal"));
    if (entry.kind != LedgerKind::hub_command || !refusal) return orders;
    const auto& id = entry.fact("command");
    const auto is_this = [&](const DecidedCommand& command) { return command.outcome.command_id == id; };
    if (*refusal == CommandRefusal::repeated) {
        // Answered with the outcome it had.
        for (auto& command : orders.decided) {
            if (!is_this(command)) continue;
            command.was_repeated = true;
            command.outcome.at = entry.at;
        }
        return orders;
    }
    std::erase_if(orders.decided, [&](const DecidedCommand& command) {
        return command.expires <= entry.at || is_this(command);
    });
    orders.decided.push_back({{id, *refusal, entry.at}, WallTime{number_in(entry.fact("expires"))}, false});
    if (*refusal == CommandRefusal::none) orders.service = service_in(entry);
    return orders;
}

}  // namespace kiosk24
