#include "kiosk/flow/advance.h"

#include <algorithm>

#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kCatalogueEvery{600'000};
constexpr Milliseconds kCatalogueWithin{30'000};
constexpr Milliseconds kFirstCatalogueAfter{400};
constexpr Milliseconds kReconcileEvery{60'000};

void fetch_catalogue(Turn& turn) {
    turn.issue(command::FetchCatalogue{turn.state.catalogue ? turn.state.catalogue->etag : std::string()},
               kCatalogueWithin);
    turn.state.next_catalogue_check = turn.stamp.now + kCatalogueEvery;
}

void on_completed(Turn& turn, const Completed& completed) {
    turn.state.open_commands.erase(completed.id);
    on_remote_completed(turn, completed);
    on_service_completed(turn, completed);
    for (const auto& entry : completed.committed)
        turn.fold_into_cases(entry);
    if (on_receipt_completed(turn, completed) || on_draft_kept(turn, completed)) return;
    if (!turn.state.session || turn.session().waiting_for != completed.id) return;
    turn.session().waiting_for = 0;
    if (!turn.session().scan_field.empty()) return on_scan_completed(turn, completed);
    switch (turn.session().situation) {
        case Situation::lay_card:
        case Situation::reading:
            on_identify_completed(turn, completed);
            break;
        case Situation::face:
            on_face_completed(turn, completed);
            break;
        case Situation::guide_list:
        case Situation::guide:
            on_guide_completed(turn, completed);
            break;
        case Situation::case_list:
            on_cases_completed(turn, completed);
            break;
        case Situation::form:
            on_prefill_completed(turn, completed);
            break;
        case Situation::submitting:
            on_submit_completed(turn, completed);
            break;
        case Situation::outcome:
        case Situation::printing:
            on_print_completed(turn, completed);
            break;
        default:
            break;
    }
}

// What is unsettled is asked about once a minute, whether anybody is here or not.
std::int64_t minute_of(Moment moment) {
    return moment.since_boot / kReconcileEvery;
}

bool may_reconcile(const State& state) {
    return state.journal_open && state.journal_fault == Fault::none && state.platform_reachable;
}

bool has_unsettled(const State& state) {
    return std::any_of(state.cases.begin(), state.cases.end(),
                       [](const auto& one) { return standing_of(one.second) == Standing::unsettled; });
}

bool is_driver_failure(Fault fault) {
    return entry_of(fault).code.ends_with(".driver_failed");
}

struct OnEvent {
    Turn& turn;

    void operator()(const event::Started& started) const {
        on_started(turn, started);
        // Soon, not at once: the kept catalogue is being read, and with its etag the platform need not send
        // it again.
        turn.state.next_catalogue_check = turn.stamp.now + kFirstCatalogueAfter;
    }
    void operator()(const event::Tick&) const {
        if (turn.state.journal_open && turn.stamp.now >= turn.state.next_catalogue_check)
            fetch_catalogue(turn);
        on_tick(turn);
    }
    void operator()(const event::CatalogueReady& ready) const { turn.state.catalogue = ready.catalogue; }
    void operator()(const event::DeviceGreeted& greeted) const {
        for (auto& device : turn.state.devices) {
            if (device.slot.id == greeted.device) device.identity = greeted.identity;
        }
    }
    void operator()(const event::DeviceChanged& changed) const {
        for (auto& device : turn.state.devices) {
            if (device.slot.id != changed.device) continue;
            if (is_driver_failure(changed.condition.fault) &&
                device.condition.fault != changed.condition.fault)
                ++device.driver_failures;
            const bool came_back = !is_usable(device.condition) && is_usable(changed.condition);
            device.condition = changed.condition;
            if (!turn.state.session) return;
            if (device.slot.device_class == DeviceClass::id_card_reader) {
                if (came_back) on_reader_back(turn);
                on_card_media(turn, changed.condition.media);
            }
            if (device.slot.device_class == DeviceClass::document_printer)
                on_printer_changed(turn, changed.condition);
        }
    }
    void operator()(const event::FaceHinted& hinted) const {
        if (turn.state.session && turn.session().situation == Situation::face)
            turn.session().face_hint = hinted.hint;
    }
    void operator()(const event::PlatformChanged& changed) const {
        const bool came_back = changed.reachable && !turn.state.platform_reachable;
        turn.state.platform_reachable = changed.reachable;
        turn.state.platform_fault = changed.fault;
        if (!came_back || !turn.state.journal_open) return;
        if (turn.state.catalogue == nullptr) fetch_catalogue(turn);
        reconcile(turn);
    }
    void operator()(const event::JournalFailed& failed) const {
        turn.state.journal_fault = failed.fault;
        // What was answered meanwhile could not be recorded: it is asked for once more.
        if (failed.fault == Fault::none && turn.state.platform_reachable) reconcile(turn);
        if (failed.fault == Fault::none || !turn.state.session) return;
        show_trouble(turn, {.fault = failed.fault, .code = Code::broken_storage, .words = "journal"});
    }
    void operator()(const Completed& completed) const { on_completed(turn, completed); }
    void operator()(const event::HubCommandArrived& arrived) const { on_hub_command(turn, arrived); }
    void operator()(const event::HubChanged& changed) const {
        turn.state.remote.is_reachable = changed.reachable;
        turn.state.remote.fault = changed.fault;
    }
    void operator()(const event::LedgerGrew& grew) const {
        turn.state.audit_head = grew.audit_head;
        turn.state.backlog = grew.backlog;
    }
};

}  // namespace

State initial(Terminal terminal) {
    State state;
    for (const auto& slot : terminal.devices)
        state.devices.push_back({slot, {}});
    state.terminal = std::move(terminal);
    return state;
}

Advance advance(State state, const Input& input) {
    Advance result{std::move(state), {}};
    const bool is_new_minute = minute_of(result.state.last.now) != minute_of(input.stamp.now);
    result.state.last = input.stamp;
    Turn turn(result.state, input.stamp);
    if (is_new_minute && may_reconcile(result.state)) reconcile(turn);
    if (const auto* intent = std::get_if<Intent>(&input.body)) {
        on_intent(turn, *intent);
    } else {
        std::visit(OnEvent{turn}, std::get<Event>(input.body));
    }
    obey_remote(turn);
    result.commands = std::move(turn.commands);
    return result;
}

Moment next_wake(const State& state) {
    Moment wake = state.journal_open ? state.next_catalogue_check : kNever;
    const auto consider = [&](Moment moment) { wake = std::min(wake, moment); };
    if (may_reconcile(state) && has_unsettled(state))
        consider({kReconcileEvery * (minute_of(state.last.now) + 1)});
    if (state.service_gate.knocks > 0)
        consider(state.service_gate.knocked_at + state.terminal.service.knock_pause);
    if (state.service) consider({state.last.now.since_boot / 1000 * 1000 + Milliseconds{1000}});
    if (!state.session) return wake;
    const auto& session = *state.session;
    // A countdown or a spinner is on screen, or may be soon: once a second.
    consider({state.last.now.since_boot / 1000 * 1000 + Milliseconds{1000}});
    if (session.form_filled_at != kNever)
        consider(session.form_filled_at + state.terminal.timers.form_settle);
    if (session.situation == Situation::outcome)
        consider(session.situation_since + state.terminal.timers.outcome_settle);
    if (session.situation == Situation::submitting) consider(session.ask_again_at);
    return std::max(wake, state.last.now + Milliseconds{1});
}

}  // namespace kiosk24::flow
