#include "kiosk/journal/keeper.h"

#include <algorithm>

#include "kiosk/base/log.h"
#include "kiosk/seal/pin_hash.h"

namespace kiosk24::journal {
namespace {

// A checkpoint of so few pages stays under 20 ms on a slow disk.
constexpr int kFramesPerCheckpoint = 64;
constexpr int kMostFrames = 1000;  // then it does not wait for an idle moment
constexpr Milliseconds kErasePause{std::chrono::hours(1)};
constexpr Milliseconds kDraftPause{std::chrono::minutes(10)};
constexpr int kCasesPerSlice = 8;

// Empty if the command is not durable.
std::string outbox_key_of(const OpenCommand& command) {
    const auto found = command.facts.find("request");
    return found == command.facts.end() ? std::string() : found->second;
}

Result<result::CasesFound> found_for(Ledger& ledger, const command::FindCases& find, WallTime now) {
    TRY(cases, ledger.find_cases(find.id_number));
    TRY(draft, ledger.find_draft(find.id_number, now));
    return result::CasesFound{std::move(cases), std::move(draft)};
}

Change closing(std::vector<CommandId> commands) {
    Change change;
    change.close = std::move(commands);
    return change;
}

}  // namespace

Keeper::Keeper(KeeperSettings settings) : settings_(std::move(settings)) {}

Outputs Keeper::start(Now now) {
    Outputs outputs;
    open(now, outputs);
    return outputs;
}

Outputs Keeper::handle(Message message, Now now) {
    Outputs outputs;
    if (auto* command = std::get_if<Command>(&message))
        take_command(std::move(*command), now, outputs);
    else if (auto* completed = std::get_if<Completed>(&message))
        take_completed(std::move(*completed), now, outputs);
    else
        outbox_held_until_ = {}, pauses_.clear();
    release_outbox(now, outputs);
    if (ledger_ && ledger_->frames_in_log() >= kMostFrames)
        if (auto status = ledger_->checkpoint(); !status) fail(status.error(), now, outputs);
    return outputs;
}

Outputs Keeper::wake(Now now) {
    Outputs outputs;
    if (!ledger_ && now.moment >= reopen_at_) open(now, outputs);
    if (ledger_ && now.moment >= outbox_at_) release_outbox(now, outputs);
    return outputs;
}

Moment Keeper::next_wake() const {
    return ledger_ ? std::min(outbox_at_, erase_at_) : reopen_at_;
}

void Keeper::open(Now now, Outputs& outputs) {
    auto opened = Ledger::open(settings_.ledger, now.wall);
    if (!opened) return fail(opened.error(), now, outputs);
    ledger_ = std::move(*opened);
    if (boot_ == 0)
        begin_run(now, outputs);
    else
        resume_run(now, outputs);
    if (!ledger_) return;
    attempts_ = 0;
    reopen_at_ = kNever;
    auto backlog = ledger_->backlog();
    if (!backlog) return fail(backlog.error(), now, outputs);
    if (*backlog > 0) outbox_held_until_ = outbox_at_ = now.moment + kOutboxPause;
}

void Keeper::begin_run(Now now, Outputs& outputs) {
    auto boot = ledger_->begin_boot(now.wall);
    if (!boot) return fail(boot.error(), now, outputs);
    boot_ = boot->number;
    log::info("journal", "run {} begins: {} open cases, {} interrupted commands", boot->number,
              boot->open_cases.size(), boot->interrupted.size());
    if (told_fault_ != Fault::none) outputs.deliver.push_back(event::JournalFailed{Fault::none});
    told_fault_ = Fault::none;
    outputs.deliver.push_back(event::Started{boot->number, std::move(boot->open_cases),
                                             std::move(boot->remote), std::move(boot->service)});
    for (const auto& command : boot->interrupted)
        outputs.deliver.push_back(interrupted(command));
}

void Keeper::resume_run(Now now, Outputs& outputs) {
    auto status = ledger_->resume(boot_, now.wall);
    if (status) status = ledger_->commit(closing(answered_unrecorded_), now.wall);
    if (!status) return fail(status.error(), now, outputs);
    answered_unrecorded_.clear();
    told_fault_ = Fault::none;
    log::info("journal", "the ledger takes entries again");
    outputs.deliver.push_back(event::JournalFailed{Fault::none});
}

void Keeper::take_command(Command command, Now now, Outputs& outputs) {
    if (room_of(command.what) == Room::journal) return answer_here(command, now, outputs);
    if (!needs_commit(command)) {
        outputs.release.push_back(std::move(command));
        return;
    }
    Change change;
    change.entries = command.record;
    auto open = remember(command, now.wall);
    if (has_answer(command)) change.open = open;
    change.outgoing = outgoing_of(command.what);
    if (change.outgoing) change.outgoing_case = command.case_id;
    if (auto status = commit(change, now, outputs); !status) {
        outputs.deliver.push_back(not_released(command, status.error()));
        return;
    }
    if (change.outgoing) in_flight_.insert(key_of(*change.outgoing));
    if (has_answer(command)) open_[command.id] = std::move(open);
    outputs.release.push_back(std::move(command));
}

void Keeper::answer_here(const Command& command, Now now, Outputs& outputs) {
    Completed completed{
        .id = command.id, .case_id = command.case_id, .result = result::Done{}, .committed = {}};
    const auto* check = std::get_if<command::CheckServicePin>(&command.what);
    Change change;
    change.entries = command.record;
    change.outgoing = outgoing_of(command.what);
    change.outgoing_case = command.case_id;
    // It was kept for want of a network: LinkIsUp comes sooner than another try would help.
    if (std::holds_alternative<command::QueueApplication>(command.what))
        outbox_held_until_ = std::max(outbox_held_until_, now.moment + kOutboxPause);
    if (const auto* keep = std::get_if<command::KeepDraft>(&command.what)) {
        change.draft = {keep->draft, keep->id_number};
        const Milliseconds left{keep->draft.expires_at.unix_ms - now.wall.unix_ms};
        erase_at_ = std::min(erase_at_, now.moment + std::min(kDraftPause, left));
    }
    // A PIN without an entry is checked though the ledger is out of order: the maintainer comes to mend that.
    const bool needs_ledger = check == nullptr || !change.entries.empty();
    if (auto status = needs_ledger ? commit(change, now, outputs) : Status(); !status) {
        outputs.deliver.push_back(not_released(command, status.error()));
        return;
    }
    if (check != nullptr)
        completed.result = result::ServicePinChecked{seal::is_pin(check->pin, settings_.service_pin_hash)};
    if (const auto* read = std::get_if<command::ReadBook>(&command.what)) {
        auto lines = ledger_->latest_lines(read->most);
        if (!lines && is_storage_error(lines.error())) fail(lines.error(), now, outputs);
        if (lines)
            completed.result = result::BookRead{std::move(*lines)};
        else
            completed = not_released(command, lines.error());
    }
    if (const auto* find = std::get_if<command::FindCases>(&command.what)) {
        auto found = found_for(*ledger_, *find, now.wall);
        if (!found && is_storage_error(found.error())) fail(found.error(), now, outputs);
        if (found)
            completed.result = std::move(*found);
        else
            completed = not_released(command, found.error());
    }
    outputs.deliver.push_back(std::move(completed));
}

Status Keeper::commit(const Change& change, Now now, Outputs& outputs) {
    if (!ledger_) return last_error_;
    auto status = ledger_->commit(change, now.wall);
    if (status) return status;
    log::error("journal", "a change was not recorded: {}", status.error().text());
    if (!is_storage_error(status.error())) return status;
    fail(status.error(), now, outputs);
    return last_error_;
}

Result<Change> Keeper::change_for(const OpenCommand& command, const CommandResult& result, Now now) {
    Change change;
    TRY(file, ledger_->file_of(command.case_id));
    change.entries = proved_by(command, result, file, now.wall);
    if (!is_own_command_id(command.id)) change.close = {command.id};
    const auto key = outbox_key_of(command);
    if (!key.empty() && outbox_after(result) != OutboxState::waiting)
        change.settled = Change::Settled{key, outbox_after(result)};
    return change;
}

void Keeper::take_completed(Completed completed, Now now, Outputs& outputs) {
    const auto found = open_.find(completed.id);
    if (found == open_.end()) {
        // Nothing was remembered of it: it passes, unless it claims a case that did not ask.
        if (completed.case_id.empty() && !is_own_command_id(completed.id))
            outputs.deliver.push_back(std::move(completed));
        else
            log::warn("journal", "an answer to command {:x}, which is not open, was dropped", completed.id);
        return;
    }
    const auto command = std::move(found->second);
    open_.erase(found);
    forget(command, completed.result, now);
    completed.case_id = command.case_id;
    if (!ledger_) return deliver_unrecorded(command, std::move(completed), last_error_, outputs);
    auto change = change_for(command, completed.result, now);
    if (!change) {
        fail(change.error(), now, outputs);
        return deliver_unrecorded(command, std::move(completed), last_error_, outputs);
    }
    if (auto status = commit(*change, now, outputs); !status) {
        deliver_unrecorded(command, std::move(completed), status.error(), outputs);
        // What it proves broke a contract, but the book is sound: the command is closed all the same.
        if (ledger_ && commit(closing(answered_unrecorded_), now, outputs)) answered_unrecorded_.clear();
        return;
    }
    completed.committed = std::move(change->entries);
    if (!is_own_command_id(completed.id)) outputs.deliver.push_back(std::move(completed));
}

// Its outbox item, if it has one, is no longer on its way; if that did not settle it, it goes again later.
void Keeper::forget(const OpenCommand& command, const CommandResult& result, Now now) {
    const auto key = outbox_key_of(command);
    if (key.empty()) return;
    in_flight_.erase(key);
    if (outbox_after(result) != OutboxState::waiting) {
        pauses_.erase(key);
        return;
    }
    auto& pause = pauses_[key];
    pause.until = now.moment + outbox_pause(++pause.tries);
    outbox_held_until_ = std::max(outbox_held_until_, now.moment + kOutboxPause);
}

// An answer that proves nothing needs no ledger and passes as it is.
void Keeper::deliver_unrecorded(const OpenCommand& command, Completed completed, const Error& error,
                                Outputs& outputs) {
    if (is_own_command_id(command.id)) return;
    answered_unrecorded_.push_back(command.id);
    if (!proved_by(command, completed.result, CaseFile{}, command.at).empty())
        completed = not_recorded(completed, error);
    outputs.deliver.push_back(std::move(completed));
}

bool Keeper::is_somebody_waiting() const {
    return std::any_of(open_.begin(), open_.end(), [](const auto& open) { return is_live(open.second); });
}

// The oldest that are not on their way, nor paused; one a person, so that nobody's overtake each other.
Result<std::vector<OutboxItem>> Keeper::next_of_outbox(Now now) {
    std::set<Bytes> busy;
    const auto takes = [&](const std::string& key, const Bytes& subject) {
        const auto pause = pauses_.find(key);
        const bool is_held =
            in_flight_.contains(key) || (pause != pauses_.end() && pause->second.until > now.moment);
        const bool is_first = subject.empty() || busy.insert(subject).second;
        return is_first && !is_held;
    };
    return ledger_->waiting_outbox({.most = kMostInFlight - in_flight_.size(), .takes = takes});
}

void Keeper::release_outbox(Now now, Outputs& outputs) {
    if (!ledger_) return;
    outbox_at_ = kNever;  // unless something is paused: what comes back calls this again
    for (const auto& [key, pause] : pauses_) {
        if (pause.until > now.moment) outbox_at_ = std::min(outbox_at_, pause.until);
    }
    if (now.moment < outbox_held_until_) {
        outbox_at_ = outbox_held_until_;
        return;
    }
    if (in_flight_.size() >= kMostInFlight || is_somebody_waiting()) return;
    auto items = next_of_outbox(now);
    if (!items) return fail(items.error(), now, outputs);
    for (auto& item : *items) {
        const auto key = key_of(item.outgoing);
        in_flight_.insert(key);
        Command command{.id = own_command_id(boot_, next_own_command_++),
                        .case_id = item.case_id,
                        .within = kOutboxDeadline,
                        .record = {},
                        .what = what_of(std::move(item.outgoing))};
        auto& open = open_[command.id] = remember(command, now.wall);
        open.facts["request"] = key;
        outputs.release.push_back(std::move(command));
    }
}

void Keeper::fail(const Error& error, Now now, Outputs& outputs) {
    ledger_.reset();
    // A damaged file is a matter for whoever mends disks, like every other broken storage.
    last_error_ = error.code() == Code::bad_input ? Error(Code::broken_storage, error.detail()) : error;
    reopen_at_ = now.moment + reopen_delay(++attempts_);
    const auto fault = fault_of(last_error_) == Fault::none ? Fault::journal_failed : fault_of(last_error_);
    if (fault == told_fault_) return;
    log::error("journal", "the ledger is out of order: {}", last_error_.text());
    told_fault_ = fault;
    outputs.deliver.push_back(event::JournalFailed{fault});
}

std::optional<event::LedgerGrew> Keeper::growth() {
    if (!ledger_) return std::nullopt;
    auto head = ledger_->audit_head();
    auto backlog = ledger_->backlog();
    if (!head || !backlog) return std::nullopt;  // the next commit finds out why
    event::LedgerGrew grew{head->substr(head->find(':') + 1), *backlog};
    if (grew.audit_head == told_growth_.audit_head && grew.backlog == told_growth_.backlog)
        return std::nullopt;
    told_growth_ = grew;
    return grew;
}

bool Keeper::do_idle_work(Now now, Outputs& outputs) {
    if (!ledger_) return false;
    if (ledger_->has_erased_draft()) {
        if (auto status = ledger_->clear_log(); !status) fail(status.error(), now, outputs);
        return false;
    }
    if (ledger_->frames_in_log() >= kFramesPerCheckpoint) {
        if (auto status = ledger_->checkpoint(); !status) fail(status.error(), now, outputs);
        return false;
    }
    return now.moment >= erase_at_ && erase_slice(now, outputs);
}

bool Keeper::erase_slice(Now now, Outputs& outputs) {
    auto drafts = ledger_->erase_expired_drafts(now.wall);
    if (!drafts) {
        fail(drafts.error(), now, outputs);
        return false;
    }
    if (*drafts > 0) release_outbox(now, outputs);  // the platform is told at once
    const WallTime before{now.wall.unix_ms - settings_.retention.count()};
    auto erased = ledger_->erase_before(before, now.wall, kCasesPerSlice);
    if (!erased) {
        fail(erased.error(), now, outputs);
        return false;
    }
    if (erased->entries > 0)
        log::info("journal", "retention: erased {} entries of {} cases", erased->entries, erased->cases);
    if (!erased->is_all) return true;
    erase_at_ = now.moment + kErasePause;
    auto next = ledger_->next_draft_end();
    if (!next) {
        fail(next.error(), now, outputs);
        return false;
    }
    // Looked at again soon, because the wall clock may be set meanwhile.
    if (*next)
        erase_at_ = now.moment + std::min(kDraftPause, Milliseconds{(*next)->unix_ms - now.wall.unix_ms});
    return false;
}

}  // namespace kiosk24::journal
