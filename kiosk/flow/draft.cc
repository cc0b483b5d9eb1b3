// A form that is left in the middle: kept when its person says so or does not come back to it, offered when
// they lay their card again, and erased once it is over. What card and platform said is never kept with it.
#include <algorithm>

#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kKeepWithin{5'000};

LedgerEntry erased(const Turn& turn, const CaseId& case_id, const Draft& draft, const char* why) {
    return turn.entry(case_id, LedgerKind::draft_erased, {{"key", draft.key}, {"why", why}});
}

// What stands in the field as it was typed; else what was read into it.
PersonalText typed_into(const Session& session, const std::string& field) {
    const auto edit = session.edits.find(field);
    if (edit != session.edits.end() && !edit->second.text.reveal().empty()) return edit->second.text;
    for (const auto& value : session.form) {
        if (value.field == field && value.source == Source::citizen) return value.value;
    }
    return {};
}

Draft draft_of(Turn& turn, const Matter& matter) {
    const auto& session = turn.session();
    Draft draft;
    draft.key = turn.mint();
    draft.matter_id = matter.id;
    draft.matter_version = matter.version;
    draft.matter_case = session.matter_case;
    if (session.person) draft.person_reference = session.person->reference;
    for (const auto& field : session.asked) {
        auto typed = typed_into(session, field);
        if (typed.reveal().empty()) continue;
        draft.typed.push_back(
            {.field = field, .value = std::move(typed), .source = Source::citizen, .source_name = {}});
    }
    draft.kept_at = turn.stamp.wall;
    draft.expires_at = {turn.stamp.wall.unix_ms + turn.timers().draft.count()};
    return draft;
}

// Can it be gone on with here and now?
bool is_to_be_offered(const Turn& turn) {
    const auto& draft = turn.state.session->draft;
    if (!draft || !turn.state.catalogue || turn.stamp.wall >= draft->expires_at) return false;
    const auto* matter = turn.state.catalogue->find(draft->matter_id);
    return matter != nullptr && matter->version == draft->matter_version &&
           offer_of(*matter, turn.state) == Offer::available;
}

}  // namespace

void compare_drafts(Turn& turn, const std::optional<Draft>& at_platform) {
    auto& here = turn.session().draft;
    if (!at_platform) {
        // The platform had it and has it no more: it was gone on with, or thrown away, at another terminal.
        if (here && here->is_at_platform) {
            turn.record({erased(turn, {}, *here, "ended_elsewhere")});
            here.reset();
        }
        return;
    }
    if (here && here->key != at_platform->key) {
        if (here->kept_at >= at_platform->kept_at) return;
        turn.record({erased(turn, {}, *here, "kept_anew")});
    }
    here = at_platform;
}

void offer_draft(Turn& turn) {
    if (is_to_be_offered(turn)) return turn.enter(Situation::draft);
    open_new_case(turn);
}

void resume_draft(Turn& turn) {
    auto& session = turn.session();
    if (session.situation != Situation::draft || !is_to_be_offered(turn)) return;
    session.is_draft_resumed = true;
    session.matter_case = session.draft->matter_case;
    if (session.draft->matter_id == session.matter_id) return open_new_case(turn);
    // Another matter than the one chosen today: it has a consent of its own.
    session.matter_id = session.draft->matter_id;
    session.consent.reset();
    begin_matter(turn);
}

void discard_draft(Turn& turn) {
    auto& session = turn.session();
    if (session.situation != Situation::draft || !session.draft) return;
    turn.record({erased(turn, {}, *session.draft, "discarded")});
    session.draft.reset();
    open_new_case(turn);
}

void put_draft_into_form(Turn& turn, const Matter& matter) {
    auto& session = turn.session();
    if (!session.is_draft_resumed || !session.draft) return;
    // What is entered into one field may ask for the next.
    std::size_t asked = 0;
    do {
        asked = session.asked.size();
        for (const auto& typed : session.draft->typed) {
            if (std::find(session.asked.begin(), session.asked.end(), typed.field) == session.asked.end())
                continue;
            session.edits[typed.field] = {.text = typed.value,
                                          .caret = static_cast<int>(typed.value.reveal().size()),
                                          .composition = {},
                                          .problem = {}};
            take_entry(turn, matter, typed.field);
        }
        sort_fields(turn, matter);
    } while (session.asked.size() > asked);
    session.form_stays = true;  // the person sees where they were
}

std::vector<LedgerEntry> end_of_draft(const Turn& turn, const CaseId& case_id) {
    const auto& session = *turn.state.session;
    if (!session.is_draft_resumed || !session.draft) return {};
    return {erased(turn, case_id, *session.draft, "completed")};
}

void keep_draft(Turn& turn) {
    if (!can_be_paused(turn.state)) return;
    auto& session = turn.session();
    auto draft = draft_of(turn, *turn.state.matter());
    DraftKeeping keeping{.waiting_for = 0, .until = draft.expires_at, .is_kept = false};
    std::vector<LedgerEntry> record;
    if (session.draft) record.push_back(erased(turn, session.case_id, *session.draft, "kept_anew"));
    record.push_back(turn.entry(session.case_id, LedgerKind::draft_kept,
                                {{"key", draft.key},
                                 {"matter", draft.matter_id},
                                 {"expires", std::to_string(draft.expires_at.unix_ms)}}));
    keeping.waiting_for = turn.issue(command::KeepDraft{std::move(draft), session.card->number}, kKeepWithin,
                                     session.case_id, std::move(record));
    session.draft_keeping = keeping;
}

void pause_form(Turn& turn) {
    if (!can_be_paused(turn.state)) return;
    stop_scan(turn);
    keep_draft(turn);
    end_visit(turn, After::goodbye);
}

bool on_draft_kept(Turn& turn, const Completed& completed) {
    if (!turn.state.session || !turn.session().draft_keeping) return false;
    auto& keeping = *turn.session().draft_keeping;
    if (keeping.waiting_for == 0 || keeping.waiting_for != completed.id) return false;
    keeping.waiting_for = 0;
    keeping.is_kept = std::holds_alternative<result::Done>(completed.result);
    return true;
}

}  // namespace kiosk24::flow
