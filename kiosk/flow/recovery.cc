// After a start, and whenever the platform comes back: what was open is asked about until it is known.
#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kSettleWithin{30'000};
constexpr Milliseconds kRecallWithin{20'000};

bool has_open_command(const State& state, const CaseId& case_id) {
    for (const auto& [command, open_case] : state.open_commands) {
        if (open_case == case_id) return true;
    }
    return false;
}

// A page that was in the printer when the power failed: the printer is asked by the job's name.
void recall_pages(Turn& turn, const CaseFile& file) {
    const auto* printer = turn.device_id(DeviceClass::document_printer);
    if (printer == nullptr) return;
    for (const auto& [page, job] : file.page_jobs) {
        const auto index = static_cast<std::size_t>(page - 1);
        if (index >= file.pages.size() || file.pages[index] != PageState::sent) continue;
        turn.issue(command::RecallPage{*printer, file.document_id, job, page}, kRecallWithin, file.id);
    }
}

}  // namespace

void reconcile(Turn& turn) {
    const CaseId in_use = turn.state.session ? turn.session().case_id : CaseId();
    std::vector<CaseFile> unsettled;
    for (const auto& [id, file] : turn.state.cases) {
        if (id != in_use && standing_of(file) == Standing::unsettled && !has_open_command(turn.state, id))
            unsettled.push_back(file);
    }
    for (const auto& file : unsettled)
        turn.issue(command::SettleSubmission{file.key}, kSettleWithin, file.id);
}

void on_started(Turn& turn, const event::Started& started) {
    auto& state = turn.state;
    state.journal_open = true;
    state.journal_fault = Fault::none;
    state.boot = started.boot;
    state.next_command = 1;
    state.remote.orders = started.remote;
    take_service_record(turn, started.service);
    std::vector<LedgerEntry> never_sent;
    for (const auto& file : started.open_cases) {
        if (file.matter_id.empty()) continue;
        state.cases[file.id] = file;
        if (!file.was_sent && !file.was_queued)
            never_sent.push_back(
                turn.entry(file.id, LedgerKind::closed, {{"why", "interrupted_before_sending"}}));
    }
    for (auto& entry : never_sent)
        turn.record({std::move(entry)});
    reconcile(turn);
    for (const auto& file : started.open_cases) {
        if (file.was_sent) recall_pages(turn, file);  // what only printed has nobody to come back for it
    }
}

}  // namespace kiosk24::flow
