#include "kiosk/journal/machine.h"

#include <algorithm>
#include <array>

namespace kiosk24::journal {
namespace {

using Facts = std::map<std::string, std::string>;

// Facts with nothing to say are left out: a missing fact reads as empty.
void put(Facts& facts, const std::string& name, std::string value) {
    if (!value.empty()) facts[name] = std::move(value);
}

std::string fact_of(const OpenCommand& command, const std::string& name) {
    const auto found = command.facts.find(name);
    return found == command.facts.end() ? std::string() : found->second;
}

std::string code_of(Fault fault) {
    return fault == Fault::none ? std::string() : std::string(entry_of(fault).code);
}

LedgerEntry entry(const OpenCommand& command, LedgerKind kind, WallTime at, Facts facts) {
    return {.case_id = command.case_id, .kind = kind, .at = at, .facts = std::move(facts), .personal = {}};
}

std::string document_of(const OpenCommand& command, const CaseFile& file) {
    auto document = fact_of(command, "document");
    return document.empty() ? file.document_id : document;
}

LedgerEntry page_entry(const OpenCommand& command, Outcome outcome, Fault fault, WallTime at) {
    Facts facts;
    put(facts, "document", fact_of(command, "document"));
    put(facts, "page", fact_of(command, "page"));
    put(facts, "fault", code_of(fault));
    const auto kind = outcome == Outcome::done       ? LedgerKind::page_fed
                      : outcome == Outcome::not_done ? LedgerKind::page_not_fed
                                                     : LedgerKind::page_unknown;
    return entry(command, kind, at, std::move(facts));
}

Facts facts_of(const Decision& decision) {
    Facts facts;
    put(facts, "decision", std::string(name_of(decision.verdict)));
    put(facts, "case_number", decision.case_number);
    put(facts, "reason_code", decision.reason_code);
    for (const auto& [language, words] : decision.reason.in)
        put(facts, "reason." + std::string(tag_of(language)), words);
    put(facts, "deadline", decision.deadline);
    put(facts, "pick_up_code", decision.pick_up_code);
    put(facts, "document", decision.document_id);
    if (decision.pages > 0) put(facts, "pages", std::to_string(decision.pages));
    return facts;
}

struct Question {
    const OpenCommand& command;
    const CommandResult& result;
    const CaseFile& file;
    WallTime at;
};
using Entries = std::vector<LedgerEntry>;

// Of an application that lay in the outbox, and that the platform will not take: nothing was filed, and its
// person hears so. If the key is known with another content, something was: then it is asked by that key.
Entries prove_refusal(const Question& q) {
    const auto& failed = std::get<result::Failed>(q.result);
    const bool is_conflict = failed.error.code() == Code::conflict;
    Facts said, ticket;
    if (!is_conflict) {
        put(said, "decision", std::string(name_of(Verdict::refused)));
        put(said, "reason_code", std::string(kNotTaken));
    }
    put(ticket, "about", "application");
    put(ticket, "fault", code_of(failed.fault));
    const auto kind = is_conflict ? LedgerKind::sent : LedgerKind::answered;
    return {entry(q.command, kind, q.at, std::move(said)),
            entry(q.command, LedgerKind::ticket, q.at, std::move(ticket))};
}

Entries prove_submission(const Question& q) {
    const bool is_queued = !fact_of(q.command, "request").empty();
    if (is_queued && std::holds_alternative<result::Failed>(q.result) &&
        outbox_after(q.result) == OutboxState::refused)
        return prove_refusal(q);
    if (std::holds_alternative<result::Absent>(q.result)) {
        if (q.file.is_absent) return {};
        return {entry(q.command, LedgerKind::absent, q.at, {})};
    }
    const auto* decided = std::get_if<result::Decided>(&q.result);
    if (decided == nullptr || decided->decision.verdict == Verdict::none) return {};
    auto answered = entry(q.command, LedgerKind::answered, q.at, facts_of(decided->decision));
    // Polling an undecided case must not fill the book with the same line.
    auto before = q.file;
    auto after = fold(q.file, answered);
    before.last_at = after.last_at;
    if (before == after) return {};
    return {std::move(answered)};
}

Entries prove_document(const Question& q) {
    const auto* fetched = std::get_if<result::DocumentFetched>(&q.result);
    if (fetched == nullptr) return {};
    Facts facts;
    put(facts, "document", document_of(q.command, q.file));
    put(facts, "sha256", fetched->sha256);
    put(facts, "pages", fact_of(q.command, "pages"));
    return {entry(q.command, LedgerKind::document_received, q.at, std::move(facts))};
}

Entries prove_verification(const Question& q) {
    const auto* failed = std::get_if<result::Failed>(&q.result);
    if (failed == nullptr) return {};
    constexpr std::array kRefusals = {Code::document_mismatch, Code::bad_signature, Code::bad_input};
    if (std::find(kRefusals.begin(), kRefusals.end(), failed->error.code()) == kRefusals.end()) return {};
    Facts refused;
    put(refused, "document", document_of(q.command, q.file));
    put(refused, "fault", code_of(failed->fault));
    put(refused, "code", std::string(name_of(failed->error.code())));
    Facts ticket = refused;
    put(ticket, "about", "document");
    return {entry(q.command, LedgerKind::document_refused, q.at, std::move(refused)),
            entry(q.command, LedgerKind::ticket, q.at, std::move(ticket))};
}

Entries prove_print(const Question& q) {
    if (const auto* page = std::get_if<result::PageResult>(&q.result))
        return {page_entry(q.command, page->outcome, page->fault, q.at)};
    if (const auto* failed = std::get_if<result::Failed>(&q.result))
        return {page_entry(q.command, failed->outcome, failed->fault, q.at)};
    return {};
}

// A printer that could not be asked proves nothing about the page.
Entries prove_recall(const Question& q) {
    const auto* page = std::get_if<result::PageResult>(&q.result);
    if (page == nullptr) return {};
    return {page_entry(q.command, page->outcome, page->fault, q.at)};
}

LedgerEntry receipt_entry(const OpenCommand& command, Outcome outcome, Fault fault, WallTime at) {
    Facts facts;
    put(facts, "job", fact_of(command, "job"));
    put(facts, "fault", code_of(fault));
    const auto kind = outcome == Outcome::done       ? LedgerKind::receipt_printed
                      : outcome == Outcome::not_done ? LedgerKind::receipt_not_printed
                                                     : LedgerKind::receipt_unknown;
    return entry(command, kind, at, std::move(facts));
}

Entries prove_receipt(const Question& q) {
    if (const auto* printed = std::get_if<result::PageResult>(&q.result))
        return {receipt_entry(q.command, printed->outcome, printed->fault, q.at)};
    if (const auto* failed = std::get_if<result::Failed>(&q.result))
        return {receipt_entry(q.command, failed->outcome, failed->fault, q.at)};
    return {};
}

// Of a compared face the ledger keeps these three and nothing else.
Entries prove_face(const Question& q) {
    const auto* matched = std::get_if<result::FaceMatched>(&q.result);
    if (matched == nullptr) return {};
    Facts facts;
    put(facts, "decision", std::string(name_of(matched->match.decision)));
    put(facts, "score", std::to_string(matched->match.score_permille));
    put(facts, "model", matched->match.model);
    return {entry(q.command, LedgerKind::face_compared, q.at, std::move(facts))};
}

Entries prove_call_back(const Question& q) {
    Facts facts;
    put(facts, "request", fact_of(q.command, "request"));
    switch (outbox_after(q.result)) {
        case OutboxState::delivered:
            return {entry(q.command, LedgerKind::call_back_accepted, q.at, std::move(facts))};
        case OutboxState::refused:
            put(facts, "about", "call_back");
            put(facts, "fault", code_of(std::get<result::Failed>(q.result).fault));
            return {entry(q.command, LedgerKind::ticket, q.at, std::move(facts))};
        case OutboxState::waiting:
            return {};
    }
    return {};
}

// That a case was rated before, here or elsewhere, is nobody's trouble.
Entries prove_rating(const Question& q) {
    Facts facts;
    put(facts, "request", fact_of(q.command, "request"));
    const auto* failed = std::get_if<result::Failed>(&q.result);
    switch (outbox_after(q.result)) {
        case OutboxState::delivered:
            return {entry(q.command, LedgerKind::rating_accepted, q.at, std::move(facts))};
        case OutboxState::refused:
            if (failed->error.code() == Code::conflict) return {};
            put(facts, "about", "rating");
            put(facts, "fault", code_of(failed->fault));
            return {entry(q.command, LedgerKind::ticket, q.at, std::move(facts))};
        case OutboxState::waiting:
            return {};
    }
    return {};
}

// The platform has it, or has it no more; that it will not take a draft is nobody's trouble.
Entries prove_draft_erasure(const Question& q) {
    if (outbox_after(q.result) != OutboxState::refused) return {};
    Facts facts;
    put(facts, "about", "draft");
    put(facts, "fault", code_of(std::get<result::Failed>(q.result).fault));
    return {entry(q.command, LedgerKind::ticket, q.at, std::move(facts))};
}

struct Proof {
    std::string_view what;
    Entries (*prove)(const Question&);
};
constexpr Proof kProofs[] = {
    {"submit_application", prove_submission},
    {"ask_decision", prove_submission},
    {"settle_submission", prove_submission},
    {"fetch_document", prove_document},
    {"verify_document", prove_verification},
    {"print_page", prove_print},
    {"recall_page", prove_recall},
    {"request_call_back", prove_call_back},
    {"rate_service", prove_rating},
    {"match_face", prove_face},
    {"print_receipt", prove_receipt},
    {"delete_draft", prove_draft_erasure},
};

// What each command leaves to be remembered; the others leave nothing.
struct Remembered {
    Facts& facts;
    void operator()(const command::PrintPage& print) const {
        put(facts, "document", print.document_id);
        put(facts, "page", std::to_string(print.page));
        put(facts, "pages", std::to_string(print.pages));
        put(facts, "job", print.job);
    }
    void operator()(const command::RecallPage& recall) const {
        put(facts, "document", recall.document_id);
        put(facts, "page", std::to_string(recall.page));
        put(facts, "job", recall.job);
    }
    void operator()(const command::SubmitApplication& submit) const {
        put(facts, "key", submit.application.key);
    }
    void operator()(const command::AskDecision& ask) const { put(facts, "key", ask.key); }
    void operator()(const command::SettleSubmission& settle) const { put(facts, "key", settle.key); }
    void operator()(const command::FetchDocument& fetch) const {
        put(facts, "document", fetch.document_id);
        if (fetch.pages > 0) put(facts, "pages", std::to_string(fetch.pages));
    }
    void operator()(const command::RequestCallBack& call) const { put(facts, "request", call.request.key); }
    void operator()(const command::RateService& rate) const { put(facts, "request", rate.rating.key); }
    void operator()(const command::PrintReceipt& print) const { put(facts, "job", print.job); }
    template <typename Other>
    void operator()(const Other&) const {}
};

constexpr CommandId kOwnHalf = 0x8000'0000;

}  // namespace

OpenCommand remember(const Command& command, WallTime at) {
    OpenCommand open{.id = command.id,
                     .case_id = command.case_id,
                     .at = at,
                     .what = std::string(kiosk24::name_of(command.what)),
                     .facts = {}};
    std::visit(Remembered{open.facts}, command.what);
    return open;
}

bool has_answer(const Command& command) {
    return !std::holds_alternative<command::Cancel>(command.what);
}

bool needs_commit(const Command& command) {
    if (!has_answer(command)) return !command.record.empty();
    return !command.case_id.empty() || !command.record.empty() ||
           std::holds_alternative<command::RequestCallBack>(command.what) ||
           std::holds_alternative<command::RateService>(command.what);
}

std::vector<LedgerEntry> proved_by(const OpenCommand& command, const CommandResult& result,
                                   const CaseFile& file, WallTime at) {
    for (const auto& proof : kProofs)
        if (proof.what == command.what) return proof.prove({command, result, file, at});
    return {};
}

Completed interrupted(const OpenCommand& command) {
    return {
        .id = command.id,
        .case_id = command.case_id,
        .result = result::Failed{Error(Code::outcome_unknown, command.what + " was open at the last stop"),
                                 Fault::none, Outcome::unknown},
        .committed = {}};
}

Completed not_released(const Command& command, const Error& error) {
    return {.id = command.id,
            .case_id = command.case_id,
            .result = result::Failed{error, fault_of(error), Outcome::not_done},
            .committed = {}};
}

Completed not_recorded(const Completed& completed, const Error& error) {
    return {.id = completed.id,
            .case_id = completed.case_id,
            .result =
                result::Failed{error.with("recording what became of it"), fault_of(error), Outcome::unknown},
            .committed = {}};
}

bool is_storage_error(const Error& error) {
    return error.code() != Code::bad_argument;
}

Fault fault_of(const Error& error) {
    if (!is_storage_error(error)) return Fault::none;
    return error.code() == Code::out_of_space ? Fault::journal_full : Fault::journal_failed;
}

Milliseconds reopen_delay(int attempt) {
    constexpr int kMostDoublings = 6;
    const Milliseconds delay{1000LL << std::clamp(attempt - 1, 0, kMostDoublings)};
    return std::min(delay, Milliseconds{60'000});
}

OutboxState outbox_after(const CommandResult& result) {
    if (std::holds_alternative<result::Done>(result)) return OutboxState::delivered;
    if (std::holds_alternative<result::Decided>(result)) return OutboxState::delivered;
    if (std::holds_alternative<result::Absent>(result)) return OutboxState::refused;  // its key is void
    const auto* failed = std::get_if<result::Failed>(&result);
    if (failed == nullptr) return OutboxState::waiting;
    // The platform understood and said no: sending the same again changes nothing, a person must look.
    const auto code = failed->error.code();
    return code == Code::server_refused || code == Code::conflict ? OutboxState::refused
                                                                  : OutboxState::waiting;
}

Milliseconds outbox_pause(int tries) {
    constexpr int kPatientTries = 4, kMostDoublings = 6;
    return kOutboxPause * (1 << std::clamp(tries - kPatientTries, 0, kMostDoublings));
}

bool is_live(const OpenCommand& command) {
    constexpr std::array<std::string_view, 4> kAsking = {"submit_application", "ask_decision",
                                                         "settle_submission", "fetch_document"};
    return !is_own_command_id(command.id) &&
           std::find(kAsking.begin(), kAsking.end(), command.what) != kAsking.end();
}

std::string_view name_of(OutboxState state) {
    switch (state) {
        case OutboxState::waiting:
            return "waiting";
        case OutboxState::delivered:
            return "delivered";
        case OutboxState::refused:
            return "refused";
    }
    return "waiting";
}

CommandId own_command_id(std::uint32_t boot, std::uint32_t counter) {
    return (static_cast<CommandId>(boot) << 32) | kOwnHalf | counter;
}

bool is_own_command_id(CommandId id) {
    return (id & kOwnHalf) != 0;
}

}  // namespace kiosk24::journal
