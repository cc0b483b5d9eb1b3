// From "who are you" to a confirmed person. By card: read, check dates and age, look for earlier cases, ask
// the platform. By e-ID: scan, ask the platform, check the age, look for earlier cases.
#include <algorithm>

#include "kiosk/flow/turn.h"
#include "kiosk/model/identify.h"

namespace kiosk24::flow {
namespace {

constexpr int kGuardianAge = 14;  // PIPL article 31: under 14 a guardian decides
constexpr Milliseconds kFindWithin{3'000};
constexpr Milliseconds kConfirmWithin{10'000};
constexpr Milliseconds kSettleWithin{6'000};
constexpr Milliseconds kDraftWithin{3'000};

void ask_for_card_again(Turn& turn, std::string problem) {
    turn.session().card_problem = std::move(problem);
    wait_for_card(turn);
}

bool is_expired(const IdentityCard& card, Date today) {
    const Date last = card.valid_to.reveal();
    return last != Date{} && last < today;
}

bool is_by_code(const Turn& turn) {
    return turn.state.session->method == IdentifyMethod::e_id;
}

// A code that the platform refuses has been used, is over its 60 s, or never was one: a fresh one mends it.
void on_code_failed(Turn& turn, const result::Failed& failed) {
    const bool was_scanned = turn.session().situation == Situation::reading;
    switch (failed.error.code()) {
        case Code::timed_out:
            if (!was_scanned) return wait_for_card(turn);
            break;
        case Code::bad_input:
            if (!was_scanned) return ask_for_card_again(turn, "code_garbled");
            break;
        case Code::server_refused:
            return ask_for_card_again(turn, "code_refused");
        default:
            break;
    }
    show_trouble(turn, {.fault = failed.fault,
                        .code = failed.error.code(),
                        .words = was_scanned ? "platform" : "scanner",
                        .may_try_again = true});
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

void begin_reading(Turn& turn) {
    turn.enter(Situation::reading);
    auto& session = turn.session();
    session.last_touch = turn.stamp.now;  // laying a card or showing a code is a touch
    session.warned_at.reset();
}

void look_for_cases(Turn& turn, const IdentityCard& card) {
    auto& session = turn.session();
    if (age_on(card.birth.reveal(), date_in_china(turn.stamp.wall)) < kGuardianAge) {
        // Nothing of a child is kept: no consent is recorded and the card is forgotten at once.
        session.consent.reset();
        session.person.reset();
        turn.issue(command::ForgetPersonal{}, kFindWithin);
        return turn.enter(Situation::too_young);
    }
    session.card = card;
    session.card_problem.clear();
    session.waiting_for = turn.issue(command::FindCases{card.number}, kFindWithin);
}

void on_card(Turn& turn, const IdentityCard& card) {
    if (is_expired(card, date_in_china(turn.stamp.wall))) return ask_for_card_again(turn, "expired");
    begin_reading(turn);
    look_for_cases(turn, card);
}

void on_code(Turn& turn, const result::CodeRead& read) {
    begin_reading(turn);
    turn.session().waiting_for = turn.issue(command::VerifyEid{read.text}, kConfirmWithin);
}

void on_eid(Turn& turn, const result::EidVerified& verified) {
    turn.session().person = verified.person;
    look_for_cases(turn, verified.holder);
}

// The newest earlier case whose end is not known is asked about first, so that the person hears the truth.
void on_cases(Turn& turn, const result::CasesFound& found) {
    auto& session = turn.session();
    const auto& cases = found.cases;
    session.draft = found.draft;
    session.earlier_cases.clear();
    for (const auto& file : cases) {
        turn.state.cases[file.id] = file;
        session.earlier_cases.push_back(file.id);
    }
    // The printer is being asked about a page of theirs: until it has said, nobody knows what to tell.
    for (const auto& [command, case_id] : turn.state.open_commands) {
        const auto asked = turn.state.cases.find(case_id);
        const bool is_theirs =
            std::any_of(cases.begin(), cases.end(), [&](const CaseFile& file) { return file.id == case_id; });
        if (is_theirs && standing_of(asked->second) == Standing::approved_unprinted) {
            session.waiting_for = command;
            return;
        }
    }
    const auto unclear = std::find_if(cases.begin(), cases.end(), [](const CaseFile& file) {
        const auto standing = standing_of(file);
        return standing == Standing::unsettled || standing == Standing::filed_pending;
    });
    const auto* matter = turn.state.matter();
    const bool is_alone = matter != nullptr && is_taken_offline(*matter, turn.state);
    if (unclear == cases.end() || is_alone) return confirm_identity(turn);
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

// What this person left unfinished comes before anything new: a case first, then a form.
void on_draft(Turn& turn) {
    if (has_open_earlier_case(turn)) return turn.enter(Situation::earlier_case);
    offer_draft(turn);
}

void on_person(Turn& turn, const ConfirmedPerson& person) {
    auto& session = turn.session();
    session.person = person;
    const auto* matter = turn.state.matter();
    if (matter != nullptr && !files_application(*matter)) return next_step(turn);
    session.is_draft_asked = true;
    session.waiting_for = turn.issue(command::FindDraft{person.reference}, kDraftWithin);
}

void switch_to(Turn& turn, IdentifyMethod method) {
    auto& session = turn.session();
    const auto* matter = turn.state.matter();
    if (matter == nullptr || session.method == method) return;
    const auto& ways = matter->identify;
    if (std::find(ways.begin(), ways.end(), method) == ways.end()) return;
    if (turn.device_id(device_class_of(method)) == nullptr) return;
    if (session.waiting_for != 0) turn.issue(command::Cancel{session.waiting_for}, Milliseconds{0});
    session.method = method;
    session.card_problem.clear();
    wait_for_card(turn);
}

}  // namespace

bool is_without_platform(const result::Failed& failed) {
    return failed.fault != Fault::journal_failed && failed.fault != Fault::journal_full &&
           failed.error.code() != Code::server_refused && failed.error.code() != Code::bad_argument;
}

void open_case(Turn& turn, const Matter& matter, Facts more) {
    auto& session = turn.session();
    session.case_id = turn.mint();
    more.insert({{"matter", matter.id},
                 {"matter_version", std::to_string(matter.version)},
                 {"case", session.matter_case}});
    auto opened = turn.entry(session.case_id, LedgerKind::opened, std::move(more));
    if (session.card) opened.personal["id_number"] = session.card->number;
    std::vector<LedgerEntry> entries{std::move(opened)};
    if (session.consent) {
        auto consented = turn.entry(
            session.case_id, LedgerKind::consented,
            {{"text_hash", session.consent->text_sha256}, {"consent_version", session.consent->version}});
        consented.at = session.consent->at;
        entries.push_back(std::move(consented));
    }
    turn.record(std::move(entries));
}

void open_new_case(Turn& turn) {
    const auto* matter = turn.state.matter();
    if (matter == nullptr) return show_trouble(turn, {.code = Code::not_found, .words = "matter_gone"});
    open_case(turn, *matter, {});
    next_step(turn);
}

void identify(Turn& turn) {
    auto& session = turn.session();
    session.is_method_chosen = false;
    const auto* matter = turn.state.matter();
    // Whoever goes on with a form of another matter has laid the card already.
    if (session.is_draft_resumed && session.card && matter != nullptr &&
        (session.person || matter->offline_safe))
        return open_new_case(turn);
    if (matter != nullptr && !matter->identify.empty()) {
        session.method = matter->identify.front();
        for (const auto method : matter->identify) {
            const auto* device = turn.state.device(device_class_of(method));
            if (device == nullptr || !is_usable(device->condition)) continue;
            session.method = method;
            break;
        }
    }
    wait_for_card(turn);
}

void use_method(Turn& turn, IdentifyMethod method) {
    if (turn.session().situation != Situation::lay_card) return;
    turn.session().is_method_chosen = true;
    switch_to(turn, method);
}

// Who was asked for an e-ID only because the reader was away may lay the card now.
void on_reader_back(Turn& turn) {
    const auto& session = turn.session();
    if (session.situation == Situation::lay_card && !session.is_method_chosen)
        switch_to(turn, IdentifyMethod::id_card);
}

void wait_for_card(Turn& turn) {
    const auto* device = turn.device_id(device_class_of(turn.session().method));
    if (device == nullptr)
        return show_trouble(turn, {.fault = is_by_code(turn) ? Fault::scanner_offline : Fault::reader_offline,
                                   .code = Code::device_offline,
                                   .words = is_by_code(turn) ? "scanner" : "reader"});
    if (turn.session().situation != Situation::lay_card) turn.enter(Situation::lay_card);
    turn.session().waiting_for = is_by_code(turn)
                                     ? turn.issue(command::ScanCode{*device}, turn.timers().lay_card)
                                     : turn.issue(command::ReadCard{*device}, turn.timers().lay_card);
}

void on_card_media(Turn& turn, MediaState media) {
    const auto& session = turn.session();
    if (session.situation != Situation::lay_card || session.waiting_for == 0) return;
    if (media == MediaState::present && !is_by_code(turn)) turn.enter(Situation::reading);
}

void confirm_identity(Turn& turn) {
    // Whoever showed an e-ID has been confirmed with it.
    if (is_by_code(turn) && turn.session().person)
        return on_person(turn, ConfirmedPerson(*turn.session().person));
    const auto* matter = turn.state.matter();
    // Without a network nobody can be asked who that is: the platform will be told what the card says.
    if (matter != nullptr && is_taken_offline(*matter, turn.state)) return on_draft(turn);
    turn.session().waiting_for = turn.issue(command::ConfirmIdentity{*turn.session().card}, kConfirmWithin);
}

void on_identify_completed(Turn& turn, const Completed& completed) {
    if (const auto* read = std::get_if<result::CardRead>(&completed.result)) return on_card(turn, read->card);
    if (const auto* read = std::get_if<result::CodeRead>(&completed.result)) return on_code(turn, *read);
    if (const auto* verified = std::get_if<result::EidVerified>(&completed.result))
        return on_eid(turn, *verified);
    if (const auto* found = std::get_if<result::CasesFound>(&completed.result)) return on_cases(turn, *found);
    if (const auto* confirmed = std::get_if<result::IdentityConfirmed>(&completed.result))
        return on_person(turn, confirmed->person);
    if (std::exchange(turn.session().is_draft_asked, false)) {
        if (const auto* found = std::get_if<result::DraftFound>(&completed.result))
            compare_drafts(turn, found->draft);
        return on_draft(turn);  // without an answer what lies here counts
    }
    // The answer about an earlier case has been folded from the ledger; whatever it was, the person goes on.
    if (std::holds_alternative<result::Decided>(completed.result) ||
        std::holds_alternative<result::Absent>(completed.result) ||
        std::holds_alternative<result::PageResult>(completed.result))
        return confirm_identity(turn);
    const auto* failed = std::get_if<result::Failed>(&completed.result);
    if (failed == nullptr) return;
    if (!turn.session().card)
        return is_by_code(turn) ? on_code_failed(turn, *failed) : on_card_failed(turn, *failed);
    if (!completed.case_id.empty()) return confirm_identity(turn);  // the earlier case stays unsettled
    const auto* matter = turn.state.matter();
    if (matter != nullptr && matter->offline_safe && is_without_platform(*failed)) return on_draft(turn);
    const bool journal = failed->fault == Fault::journal_failed || failed->fault == Fault::journal_full;
    show_trouble(turn, {.fault = failed->fault,
                        .code = failed->error.code(),
                        .words = journal                                        ? "journal"
                                 : failed->error.code() == Code::server_refused ? "identity_refused"
                                                                                : "platform",
                        .may_try_again = !journal && failed->error.code() != Code::server_refused});
}

}  // namespace kiosk24::flow
