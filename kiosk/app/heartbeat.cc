#include "kiosk/app/heartbeat.h"

#include <algorithm>

namespace kiosk24::app {
namespace {

NoticeReason reason_of(const State& state) {
    if (!is_out_of_service(state)) return NoticeReason::none;
    if (state.journal_fault != Fault::none) return NoticeReason::fault;
    if (!state.journal_open) return NoticeReason::starting;
    if (!state.service_record.closed_for.empty()) return NoticeReason::maintainer;
    if (state.remote.orders.service.is_out) return NoticeReason::hub_command;
    return state.platform_fault == Fault::none ? NoticeReason::starting : NoticeReason::fault;
}

// Something that this terminal is built for cannot be finished on it now.
bool is_half(const State& state) {
    return std::any_of(state.catalogue->matters.begin(), state.catalogue->matters.end(),
                       [&](const Matter& matter) {
                           const auto offer = offer_of(matter, state);
                           return offer == Offer::device_missing || offer == Offer::offline;
                       });
}

ServiceState service_of(const State& state) {
    if (is_out_of_service(state)) return ServiceState::out_of_service;
    return is_half(state) ? ServiceState::half_service : ServiceState::in_service;
}

// That the hub is out of reach it knows itself.
std::vector<Fault> faults_of(const State& state) {
    std::vector<Fault> faults;
    for (const auto fault : {state.journal_fault, state.platform_fault}) {
        if (fault != Fault::none) faults.push_back(fault);
    }
    if (state.remote.fault == Fault::hub_command_refused) faults.push_back(state.remote.fault);
    return faults;
}

std::uint64_t unsettled_in(const State& state) {
    return static_cast<std::uint64_t>(std::count_if(state.cases.begin(), state.cases.end(), [](auto& item) {
        return standing_of(item.second) == Standing::unsettled;
    }));
}

int days_until(WallTime end, WallTime now) {
    constexpr std::int64_t kDay_ms = 86'400'000;
    const auto left = end.unix_ms - now.unix_ms;
    return static_cast<int>((left >= 0 ? left : left - kDay_ms + 1) / kDay_ms);
}

}  // namespace

Heartbeat heartbeat_of(const State& state, const ProcessFacts& facts) {
    Heartbeat beat;
    beat.terminal_id = state.terminal.id;
    beat.terminal_type = state.terminal.type;
    beat.site = state.terminal.site;
    beat.boot_id = facts.boot_id;
    beat.service = service_of(state);
    beat.notice_reason = reason_of(state);
    for (const auto& device : state.devices)
        beat.devices.push_back(report_of(device.slot.id, device.slot.device_class, device.condition));
    beat.faults = faults_of(state);
    beat.frames_presented = facts.frames_presented;
    if (facts.certificate_end)
        beat.certificate_days_left = days_until(*facts.certificate_end, state.last.wall);
    beat.journal_backlog = state.backlog + unsettled_in(state);
    beat.program_version = facts.program_version;
    if (state.catalogue != nullptr) beat.catalogue_version = std::to_string(state.catalogue->version);
    beat.audit_head = state.audit_head;
    return beat;
}

std::vector<CommandOutcome> outcomes_of(const State& state) {
    std::vector<CommandOutcome> outcomes;
    for (const auto& decided : state.remote.orders.decided)
        outcomes.push_back(decided.outcome);
    return outcomes;
}

}  // namespace kiosk24::app
