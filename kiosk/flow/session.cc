// The beginning and the end of a visit.
#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kForgetWithin{3'000};

// What a person may not take from the next one: everything but language and text size.
void forget_person(Turn& turn) {
    auto& session = turn.session();
    Session blank;
    blank.id = session.id;
    blank.began = session.began;
    blank.last_touch = session.last_touch;
    blank.language = session.language;
    blank.text_size = session.text_size;
    session = std::move(blank);
    turn.issue(command::ForgetPersonal{}, kForgetWithin);
}

void destroy_unprinted_pages(Turn& turn, const CaseFile& file, std::vector<LedgerEntry>& entries) {
    for (std::size_t index = 0; index < file.pages.size(); ++index) {
        const auto page = file.pages[index];
        if (page != PageState::waiting && page != PageState::not_fed) continue;
        entries.push_back(turn.entry(file.id, LedgerKind::page_destroyed,
                                     {{"document", file.document_id}, {"page", std::to_string(index + 1)}}));
    }
}

void close_case(Turn& turn) {
    const auto* file = turn.state.case_file();
    if (file == nullptr || file->is_closed) return;
    std::vector<LedgerEntry> entries;
    if (turn.session().printing) destroy_unprinted_pages(turn, *file, entries);
    if (!file->was_sent && !file->was_queued)
        entries.push_back(turn.entry(file->id, LedgerKind::closed, {{"why", "abandoned"}}));
    turn.record(std::move(entries));
}

// What waits for the person alone is cancelled; a submission is not: it is on its way and will be answered.
void cancel_what_waits(Turn& turn) {
    auto& session = turn.session();
    if (session.waiting_for == 0) return;
    if (session.situation != Situation::submitting) {
        turn.issue(command::Cancel{session.waiting_for}, Milliseconds{0});
    }
    session.waiting_for = 0;
}

}  // namespace

void begin_session(Turn& turn) {
    constexpr std::size_t kSessionId_digits = 16;
    Session session;
    session.id = turn.mint().substr(0, kSessionId_digits);
    session.began = session.last_touch = session.situation_since = turn.stamp.now;
    session.language =
        turn.state.terminal.languages.empty() ? Language::zh_hans : turn.state.terminal.languages.front();
    turn.state.session = std::move(session);
    turn.enter(Situation::home);
}

void end_visit(Turn& turn, After after) {
    auto& session = turn.session();
    // A child was read too, though nothing of the card was kept.
    const bool was_known = session.card.has_value() || session.situation == Situation::too_young;
    cancel_what_waits(turn);
    leave_receipt(turn);
    close_case(turn);
    const CaseId case_id = session.case_id;
    const auto offer = rating_offer(turn);
    const auto keeping = session.draft_keeping;
    // Who printed a guide stays unknown, but something was done: the visit ends with a goodbye.
    const bool was_served = was_known || !case_id.empty();
    if (was_served || !session.edits.empty() || !session.search.text.reveal().empty()) {
        forget_person(turn);
    } else {
        // A card that was refused (out of date, say) was read all the same: the reader may still hold it.
        if (!session.matter_id.empty()) turn.issue(command::ForgetPersonal{}, kForgetWithin);
        session.matter_id.clear();
        session.consent.reset();
        session.trouble.reset();
        session.guides.reset();
        session.look.reset();
    }
    if (const auto found = turn.state.cases.find(case_id);
        found != turn.state.cases.end() &&
        (found->second.is_closed || standing_of(found->second) == Standing::queued))
        turn.state.cases.erase(found);  // what is still to be sent only the ledger follows
    turn.session().warned_at.reset();
    turn.session().is_help_open = false;
    if (after == After::attract || (after == After::goodbye && !was_served)) {
        turn.state.session.reset();
        return;
    }
    if (after == After::goodbye) turn.session().rating = offer;
    if (after == After::goodbye) turn.session().draft_keeping = keeping;
    turn.enter(after == After::home ? Situation::home : Situation::goodbye);
}

void show_trouble(Turn& turn, Trouble trouble) {
    auto& session = turn.session();
    trouble.from = session.situation;
    if (const auto* file = turn.state.case_file()) {
        const auto standing = standing_of(*file);
        trouble.is_unsettled = standing == Standing::unsettled;
        trouble.is_filed = standing != Standing::unsettled && standing != Standing::not_filed;
    }
    session.trouble = std::move(trouble);
    turn.enter(Situation::trouble);
}

}  // namespace kiosk24::flow
