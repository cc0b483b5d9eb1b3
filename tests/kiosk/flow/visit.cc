#include "visit.h"

#include <algorithm>

namespace kiosk24::flow {
namespace {

// What the journal derives from an answer; the journal's own tests hold its rules.
std::vector<LedgerEntry> committed_for(const Command& command, const CommandResult& result, WallTime at) {
    if (command.case_id.empty()) return {};
    LedgerEntry entry{
        .case_id = command.case_id, .kind = LedgerKind::told, .at = at, .facts = {}, .personal = {}};
    if (std::holds_alternative<command::PrintReceipt>(command.what)) {
        const auto* page = std::get_if<result::PageResult>(&result);
        const auto outcome = page ? page->outcome : std::get<result::Failed>(result).outcome;
        entry.kind = outcome == Outcome::done       ? LedgerKind::receipt_printed
                     : outcome == Outcome::not_done ? LedgerKind::receipt_not_printed
                                                    : LedgerKind::receipt_unknown;
    } else if (const auto* decided = std::get_if<result::Decided>(&result)) {
        entry.kind = LedgerKind::answered;
        entry.facts = {{"decision", std::string(name_of(decided->decision.verdict))},
                       {"case_number", decided->decision.case_number},
                       {"document", decided->decision.document_id},
                       {"pages", std::to_string(decided->decision.pages)}};
    } else if (std::holds_alternative<result::Absent>(result)) {
        entry.kind = LedgerKind::absent;
    } else if (const auto* page = std::get_if<result::PageResult>(&result)) {
        entry.kind = page->outcome == Outcome::done       ? LedgerKind::page_fed
                     : page->outcome == Outcome::not_done ? LedgerKind::page_not_fed
                                                          : LedgerKind::page_unknown;
        if (const auto* print = std::get_if<command::PrintPage>(&command.what))
            entry.facts = {{"page", std::to_string(print->page)}, {"document", print->document_id}};
        if (const auto* recall = std::get_if<command::RecallPage>(&command.what))
            entry.facts = {{"page", std::to_string(recall->page)}, {"document", recall->document_id}};
    } else {
        return {};
    }
    return {entry};
}

}  // namespace

IdentityCard adult_card() {
    return *screens::sample_state_at(Situation::form).session->card;
}

Decision decision(Verdict verdict, int pages) {
    Decision decision;
    decision.verdict = verdict;
    decision.case_number = "11440399MB000000094442000001000202605200001";
    if (pages > 0) decision.document_id = "d1";
    decision.pages = pages;
    return decision;
}

Visit::Visit() : state(screens::sample_state()) {
    state.next_catalogue_check = kNever;
}

Stamp Visit::stamp() {
    Stamp stamp = state.last;
    stamp.entropy.fill(++entropy_);
    for (std::size_t i = 16; i < stamp.entropy.size(); ++i)
        stamp.entropy[i] = static_cast<std::uint8_t>(entropy_ + 100);
    return stamp;
}

void Visit::step(Input input) {
    auto [next, commands] = advance(std::move(state), input);
    state = std::move(next);
    for (auto& command : commands) {
        ledger.insert(ledger.end(), command.record.begin(), command.record.end());
        given.push_back(std::move(command));
    }
    // The journal keeps what it is asked to keep.
    while (has_open<command::RecordOnly>())
        answers<command::RecordOnly>(result::Done{});
    while (has_open<command::FindDraft>())
        answers<command::FindDraft>(result::DraftFound{draft_at_platform});
}

void Visit::wants(Intent intent) {
    step({stamp(), std::move(intent)});
}
void Visit::happens(Event event) {
    step({stamp(), std::move(event)});
}

void Visit::passes(Milliseconds time) {
    Stamp later = stamp();
    later.now = later.now + time;
    later.wall.unix_ms += time.count();
    step({later, Event(event::Tick{})});
}

void Visit::answers(const Command& command, CommandResult result) {
    std::erase_if(given, [&](const Command& open) { return open.id == command.id; });
    Completed completed{command.id, command.case_id, std::move(result), {}};
    completed.committed = committed_for(command, completed.result, state.last.wall);
    ledger.insert(ledger.end(), completed.committed.begin(), completed.committed.end());
    happens(Event(std::move(completed)));
}

int Visit::count(LedgerKind kind) const {
    return static_cast<int>(
        std::count_if(ledger.begin(), ledger.end(), [&](auto& entry) { return entry.kind == kind; }));
}

void Visit::to_home() {
    wants(intent::Wake{});
}

void Visit::to_consent() {
    to_home();
    wants(intent::OpenMatter{"SI01"});
    wants(intent::StartMatter{});
}

void Visit::to_card() {
    to_consent();
    wants(intent::Agree{});
}

void Visit::lays_card(IdentityCard card) {
    answers<command::ReadCard>(result::CardRead{std::move(card)});
}

void Visit::to_form() {
    to_card();
    lays_card(adult_card());
    answers<command::FindCases>(result::CasesFound{});
    answers<command::ConfirmIdentity>(
        result::IdentityConfirmed{{PersonalText("r1"), PersonalText("李测试")}});
}

void Visit::to_review() {
    to_form();
    Prefill prefill;
    for (const char* key : {"insured_since", "employer", "months_paid"})
        prefill.values.push_back(
            {.field = key, .value = PersonalText("1"), .source = Source::platform, .source_name = "社保库"});
    answers<command::FetchPrefill>(result::Prefilled{prefill});
    passes(state.terminal.timers.form_settle);
}

void Visit::to_submitting() {
    to_review();
    wants(intent::Submit{});
}

void Visit::approved(int pages) {
    answers<command::SubmitApplication>(result::Decided{decision(Verdict::approved, pages)});
}

void Visit::verified(int pages) {
    answers<command::FetchDocument>(
        result::DocumentFetched{std::make_shared<const Personal<Bytes>>(Bytes{1, 2, 3}), "00"});
    answers<command::VerifyDocument>(result::DocumentVerified{pages});
}

}  // namespace kiosk24::flow
