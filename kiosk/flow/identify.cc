// From "lay your card" to a confirmed person: read, check dates and age, look for earlier cases, ask the
// platform.
#include <algorithm>

#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr int kGuardianAge = 14;  // PIPL article 31: under 14 a guardian decides
constexpr Milliseconds kFindWithin{3'000};
constexpr Milliseconds kConfirmWithin{10'000};
constexpr Milliseconds kSettleWithin{6'000};

void ask_for_card_again(Turn& turn, std::string problem) {
    turn.session().card_problem = std::move(problem);
    wait_for_card(turn);
}

bool is_expired(const IdentityCard& card, Date today) {
    const Date last = card.valid_to.reveal();
    return last != Date{} && last < today;
}

void on_card_failed(Turn& turn, const result::Failed& failed) {
    switch (failed.error.code()) {
        case Code::timed_out:
        case Code::no_card:
            return wait_for_card(turn);
        case Code::card_unreadable:
            return ask_for_card_again(turn, "unreadable");
        case Code::card_refused:
            return ask_for_card_again(turn, "refused");
        case Code::bad_input:
            return ask_for_card_again(turn, "garbled");
        default:
            show_trouble(turn, {.fault = failed.fault,
                                .code = failed.error.code(),
                                .words = "reader",
                                .may_try_again = true});
    }
}

void on_card(Turn& turn, const IdentityCard& card) {
    const Date today = date_in_china(turn.stamp.wall);
    if (is_expired(card, today)) return ask_for_card_again(turn, "expired");
    turn.enter(Situation::reading);
    auto& session = turn.session();
    session.last_touch = turn.stamp.now;  // laying a card is a touch
    session.warned_at.reset();
    if (age_on(card.birth.reveal(), today) < kGuardianAge) {
        // Nothing of a child is kept: no consent is recorded and the card is forgotten at once.
        session.consent.reset();
        turn.issue(command::ForgetPersonal{}, kFindWithin);
        return turn.enter(Situation::too_young);
    }
    session.card = card;
    session.card_problem.clear();
    session.waiting_for = turn.issue(command::FindCases{card.number}, kFindWithin);
}

// The newest earlier case whose end is not known is asked about first, so that the person hears the truth.
void on_cases(Turn& turn, const std::vector<CaseFile>& cases) {
    auto& session = turn.session();
    session.earlier_cases.clear();
    for (const auto& file : cases) {
        turn.state.cases[file.id] = file;
        session.earlier_cases.push_back(file.id);
    }
    const auto unclear = std::find_if(cases.begin(), cases.end(), [](const CaseFile& file) {
        const auto standing = standing_of(file);
        return standing == Standing::unsettled || standing == Standing::filed_pending;
    });
    if (unclear == cases.end()) return confirm_identity(turn);
    if (standing_of(*unclear) == Standing::unsettled) {
        session.waiting_for = turn.issue(command::SettleSubmission{unclear->key}, kSettleWithin, unclear->id);
    } else {
        session.waiting_for = turn.issue(command::AskDecision{unclear->key}, kSettleWithin, unclear->id);
    }
}

bool has_open_earlier_case(const Turn& turn) {
    const auto& ids = turn.state.session->earlier_cases;
    return std::any_of(ids.begin(), ids.end(), [&](const CaseId& id) {
        const auto found = turn.state.cases.find(id);
        return found != turn.state.cases.end() && is_open_for_citizen(found->second);
    });
}

void on_person(Turn& turn, const ConfirmedPerson& person) {
    turn.session().person = person;
    if (has_open_earlier_case(turn)) return turn.enter(Situation::earlier_case);
    open_new_case(turn);
}

}  // namespace

void open_new_case(Turn& turn) {
    auto& session = turn.session();
    const auto* matter = turn.state.matter();
    if (matter == nullptr) return show_trouble(turn, {.code = Code::not_found, .words = "matter_gone"});
    session.case_id = turn.mint();
    auto opened = turn.entry(session.case_id, LedgerKind::opened,
                             {{"matter", matter->id},
                              {"matter_version", std::to_string(matter->version)},
                              {"case", session.matter_case}});
    opened.personal["id_number"] = session.card->number;
    std::vector<LedgerEntry> entries{std::move(opened)};
    if (session.consent) {
        auto consented = turn.entry(
            session.case_id, LedgerKind::consented,
            {{"text_hash", session.consent->text_sha256}, {"consent_version", session.consent->version}});
        consented.at = session.consent->at;
        entries.push_back(std::move(consented));
    }
    turn.record(std::move(entries));
    next_step(turn);
}

void wait_for_card(Turn& turn) {
    const auto* reader = turn.device_id(DeviceClass::id_card_reader);
    if (reader == nullptr)
        return show_trouble(
            turn, {.fault = Fault::reader_offline, .code = Code::device_offline, .words = "reader"});
    if (turn.session().situation != Situation::lay_card) turn.enter(Situation::lay_card);
    turn.session().waiting_for = turn.issue(command::ReadCard{*reader}, turn.timers().lay_card);
}

void on_card_media(Turn& turn, MediaState media) {
    const auto& session = turn.session();
    if (session.situation != Situation::lay_card || session.waiting_for == 0) return;
    if (media == MediaState::present) turn.enter(Situation::reading);
}

void confirm_identity(Turn& turn) {
    turn.session().waiting_for = turn.issue(command::ConfirmIdentity{*turn.session().card}, kConfirmWithin);
}

void on_identify_completed(Turn& turn, const Completed& completed) {
    if (const auto* read = std::get_if<result::CardRead>(&completed.result)) return on_card(turn, read->card);
    if (const auto* found = std::get_if<result::CasesFound>(&completed.result))
        return on_cases(turn, found->cases);
    if (const auto* confirmed = std::get_if<result::IdentityConfirmed>(&completed.result))
        return on_person(turn, confirmed->person);
    // The answer about an earlier case has been folded from the ledger; whatever it was, the person goes on.
    if (std::holds_alternative<result::Decided>(completed.result) ||
        std::holds_alternative<result::Absent>(completed.result))
        return confirm_identity(turn);
    const auto* failed = std::get_if<result::Failed>(&completed.result);
    if (failed == nullptr) return;
    if (!turn.session().card) return on_card_failed(turn, *failed);
    if (!completed.case_id.empty()) return confirm_identity(turn);  // the earlier case stays unsettled
    const bool journal = failed->fault == Fault::journal_failed || failed->fault == Fault::journal_full;
    show_trouble(turn, {.fault = failed->fault,
                        .code = failed->error.code(),
                        .words = journal                                        ? "journal"
                                 : failed->error.code() == Code::server_refused ? "identity_refused"
                                                                                : "platform",
                        .may_try_again = !journal && failed->error.code() != Code::server_refused});
}

}  // namespace kiosk24::flow
