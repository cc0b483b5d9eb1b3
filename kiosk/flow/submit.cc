// Submitting: the key is minted and committed before the first byte leaves; whatever is not known for certain
// is asked by that key until it is.
#include <algorithm>

#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kSubmitWithin{45'000};
constexpr Milliseconds kQueueWithin{5'000};
constexpr Milliseconds kSettleWithin{20'000};
constexpr Milliseconds kAskWithin{10'000};
constexpr Milliseconds kAskAgainAfter{1'500};

void set_decision_field(std::vector<FormValue>& form, Verdict verdict) {
    std::erase_if(form, [](const FormValue& value) { return value.field == "decision"; });
    form.push_back({.field = "decision",
                    .value = PersonalText(std::string(name_of(verdict))),
                    .source = Source::platform,
                    .source_name = {}});
}

Application application_of(const Turn& turn, const Matter& matter, std::string key) {
    const auto& session = *turn.state.session;
    Application application;
    application.case_id = session.case_id;
    application.key = std::move(key);
    application.matter_id = matter.id;
    application.matter_version = matter.version;
    application.matter_case = session.matter_case;
    if (session.person) {
        application.person_reference = session.person->reference;
    } else if (session.card) {
        application.applicant = session.card;
        application.applicant->photo = {};
    }
    application.form = session.form;
    if (session.consent) application.consent = *session.consent;
    application.language = session.language;
    return application;
}

// The network went away under a submission of which certainly nothing arrived: the same application under the
// same key is kept here instead.
void keep_instead(Turn& turn, const Matter& matter, const CaseFile& file) {
    turn.session().waiting_for = turn.issue(command::QueueApplication{application_of(turn, matter, file.key)},
                                            kQueueWithin, file.id, {turn.entry(file.id, LedgerKind::queued)});
}

void on_failed(Turn& turn, const result::Failed& failed) {
    auto& session = turn.session();
    const auto* file = turn.state.case_file();
    const bool is_unsettled = file != nullptr && standing_of(*file) == Standing::unsettled;
    if (failed.outcome == Outcome::unknown && is_unsettled && !session.waits_long) {
        session.waits_long = true;  // once; after that reconcile() goes on asking in the background
        session.waiting_for = turn.issue(command::SettleSubmission{file->key}, kSettleWithin, file->id);
        return;
    }
    const auto* matter = turn.state.matter();
    if (failed.outcome == Outcome::not_done && is_unsettled && matter != nullptr && matter->offline_safe &&
        is_without_platform(failed))
        return keep_instead(turn, *matter, CaseFile(*file));
    const bool journal = failed.fault == Fault::journal_failed || failed.fault == Fault::journal_full;
    const bool is_queued = file != nullptr && standing_of(*file) == Standing::queued;
    if (failed.outcome == Outcome::not_done && (is_unsettled || is_queued)) {
        // The ledger did not take it, or the network room is certain that nothing arrived, or the platform
        // refused it: it was not filed.
        turn.record(
            {turn.entry(file->id, LedgerKind::absent),
             turn.entry(file->id, LedgerKind::closed, {{"why", std::string(name_of(failed.error.code()))}})});
    }
    show_trouble(
        turn, {.fault = failed.fault, .code = failed.error.code(), .words = journal ? "journal" : "submit"});
}

void on_queued(Turn& turn) {
    turn.enter(Situation::outcome);
    show_decision(turn);
    begin_receipt(turn);
}

}  // namespace

void submit(Turn& turn) {
    auto& session = turn.session();
    const auto* matter = turn.state.matter();
    const auto* file = turn.state.case_file();
    if (matter == nullptr || file == nullptr || file->was_sent || file->was_queued)
        return show_trouble(turn, {.code = Code::bad_argument, .words = "submit"});
    auto application = application_of(turn, *matter, turn.mint());
    const bool is_kept_here = is_taken_offline(*matter, turn.state);
    std::vector<LedgerEntry> record{
        turn.entry(session.case_id, LedgerKind::key_minted, {{"key", application.key}}),
        turn.entry(session.case_id, is_kept_here ? LedgerKind::queued : LedgerKind::sent)};
    for (auto& entry : end_of_draft(turn, session.case_id))
        record.push_back(std::move(entry));
    turn.enter(Situation::submitting);
    session.waits_long = false;
    What what = is_kept_here ? What(command::QueueApplication{std::move(application)})
                             : What(command::SubmitApplication{std::move(application)});
    session.waiting_for = turn.issue(std::move(what), is_kept_here ? kQueueWithin : kSubmitWithin,
                                     session.case_id, std::move(record));
}

void on_submit_completed(Turn& turn, const Completed& completed) {
    auto& session = turn.session();
    if (const auto* decided = std::get_if<result::Decided>(&completed.result)) {
        if (decided->decision.verdict == Verdict::pending) {
            session.ask_again_at = turn.stamp.now + kAskAgainAfter;
            return;
        }
        session.ask_again_at = kNever;
        set_decision_field(session.form, decided->decision.verdict);
        turn.enter(Situation::outcome);
        next_step(turn);
        return begin_receipt(turn);
    }
    if (std::holds_alternative<result::Done>(completed.result)) return on_queued(turn);
    if (std::holds_alternative<result::Absent>(completed.result))
        return show_trouble(
            turn, {.fault = Fault::platform_failed, .code = Code::server_failed, .words = "submit"});
    if (const auto* failed = std::get_if<result::Failed>(&completed.result)) {
        const auto* file = turn.state.case_file();
        if (file != nullptr && file->verdict == Verdict::pending) {  // only the asking failed
            session.ask_again_at = turn.stamp.now + kAskAgainAfter;
            return;
        }
        on_failed(turn, *failed);
    }
}

void watch_submission(Turn& turn) {
    auto& session = turn.session();
    if (session.situation != Situation::submitting) return;
    if (turn.stamp.now >= session.situation_since + turn.timers().decision_wait) session.waits_long = true;
    const auto* file = turn.state.case_file();
    if (file == nullptr || turn.stamp.now < session.ask_again_at) return;
    session.ask_again_at = kNever;
    session.waiting_for = turn.issue(command::AskDecision{file->key}, kAskWithin, file->id);
}

void show_decision(Turn& turn) {
    if (turn.session().situation != Situation::outcome) turn.enter(Situation::outcome);
    const auto* file = turn.state.case_file();
    if (file == nullptr || file->was_told) return;
    const auto standing = standing_of(*file);
    if (standing == Standing::queued) return;  // there is no outcome to tell yet
    std::vector<LedgerEntry> entries{turn.entry(file->id, LedgerKind::told)};
    if (standing == Standing::refused || standing == Standing::filed_human || standing == Standing::finished)
        entries.push_back(
            turn.entry(file->id, LedgerKind::closed, {{"why", std::string(name_of(file->verdict))}}));
    turn.record(std::move(entries));
}

}  // namespace kiosk24::flow
