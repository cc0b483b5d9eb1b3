// Writing: opening the book, and one transaction a change. Reading is in ledger_read.cc, the outbox and
// drafts in ledger_outbox.cc, the audit chain and erasure in ledger_audit.cc, the file itself in
// ledger_file.cc.
#include "kiosk/journal/ledger.h"

#include <algorithm>

#include "kiosk/journal/canonical.h"
#include "kiosk/journal/chain_check.h"
#include "kiosk/journal/schema.h"
#include "kiosk/journal/sealing.h"
#include "kiosk/journal/sqlite.h"
#include "kiosk/seal/hash_chain.h"

namespace kiosk24::journal {
namespace {

Status set_meta(Database& database, std::string_view name, std::string_view value) {
    auto statement = database.prepare(
        "INSERT INTO meta(name, value) VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET value = ?2");
    return statement.bind(1, name).bind(2, value).run();
}

struct Tail {
    std::int64_t id = 0;
    seal::Digest head = seal::kChainBegin;
};
Result<Tail> tail_of(Database& database) {
    auto statement = database.prepare("SELECT id, chain FROM entries ORDER BY id DESC LIMIT 1");
    TRY(has_row, statement.step());
    if (!has_row) return Tail{};
    auto head = seal::head_from(statement.blob(1));
    if (!head) return Error(Code::broken_storage, "the last entry's chain: " + head.error().text());
    return Tail{statement.integer(0), *head};
}

// Entries that may stand without a case: a person can ask for a call from any screen, and orders of the
// centre and acts of the maintainer concern nobody.
bool may_stand_alone(LedgerKind kind) {
    return kind == LedgerKind::call_back_requested || kind == LedgerKind::call_back_accepted ||
           kind == LedgerKind::ticket || kind == LedgerKind::draft_erased ||
           kind == LedgerKind::hub_command || name_of(kind).starts_with("service_");
}

void bind_case(Statement& statement, int parameter, const CaseId& case_id) {
    if (case_id.empty())
        statement.bind_null(parameter);
    else
        statement.bind(parameter, std::string_view(case_id));
}

}  // namespace

Ledger::Ledger(LedgerOptions options, std::unique_ptr<Database> database)
    : options_(std::move(options)), database_(std::move(database)) {}
Ledger::~Ledger() = default;

Result<Boot> Ledger::begin_boot(WallTime now) {
    TRY(transaction, Transaction::begin(*database_));
    Boot boot;
    TRY(last, last_boot());
    boot.number = last + 1;
    TRY_STATUS(set_meta(*database_, "boot", std::to_string(boot.number)));
    TRY_STATUS(set_meta(*database_, "started_at", std::to_string(now.unix_ms)));
    TRY_STATUS(note_sealing_key(now));
    TRY(interrupted, take_open_commands());
    boot.interrupted = std::move(interrupted);
    TRY(cases, open_cases());
    boot.open_cases = std::move(cases);
    TRY(remote, remote_orders());
    boot.remote = std::move(remote);
    TRY(service, service_record());
    boot.service = std::move(service);
    TRY_STATUS(transaction.commit());
    boot_ = boot.number;
    return boot;
}

// In the audit chain from the second key on: the first one seals since the book began.
Status Ledger::note_sealing_key(WallTime now) {
    const auto& current = options_.keys->current().id;
    auto statement = database_->prepare("SELECT value FROM meta WHERE name = 'sealing_key'");
    TRY(has_key, statement.step());
    if (has_key && statement.text(0) == current) return {};
    if (has_key) TRY_STATUS(record_words(*database_, "key " + current + " seals from now on", now));
    return set_meta(*database_, "sealing_key", current);
}

Status Ledger::resume(std::uint32_t boot, WallTime now) {
    TRY(transaction, Transaction::begin(*database_));
    TRY_STATUS(set_meta(*database_, "resumed_at", std::to_string(now.unix_ms)));
    TRY_STATUS(transaction.commit());
    boot_ = boot;
    return {};
}

Status Ledger::commit(const Change& change, WallTime now) {
    TRY(transaction, Transaction::begin(*database_));
    TRY_STATUS(append_all(change.entries));
    if (change.open) TRY_STATUS(insert_command(*change.open));
    for (const auto id : change.close) {
        auto statement = database_->prepare("DELETE FROM commands WHERE id = ?");
        TRY_STATUS(statement.bind(1, static_cast<std::int64_t>(id)).run());
    }
    if (change.draft) TRY_STATUS(keep_draft(*change.draft, now));
    if (change.outgoing) TRY_STATUS(insert_outgoing(*change.outgoing, change.outgoing_case, now));
    if (change.settled) {
        auto statement = database_->prepare("UPDATE outbox SET state = ?, payload = NULL WHERE key = ?");
        TRY_STATUS(statement.bind(1, name_of(change.settled->state))
                       .bind(2, std::string_view(change.settled->key))
                       .run());
    }
    return transaction.commit();
}

Status Ledger::append_all(const std::vector<LedgerEntry>& entries) {
    if (entries.empty()) return {};
    TRY(tail, tail_of(*database_));
    for (const auto& entry : entries)
        TRY_STATUS(append(entry, ++tail.id, tail.head));
    TRY_STATUS(keep_service_record(entries));
    return set_meta(*database_, "head", to_hex(tail.head));
}

Status Ledger::append(const LedgerEntry& entry, std::int64_t id, seal::Digest& head) {
    if (entry.case_id.empty() && !may_stand_alone(entry.kind))
        return Error(Code::bad_argument, "an entry without a case: " + std::string(name_of(entry.kind)));
    if (entry.kind == LedgerKind::opened) TRY_STATUS(open_case(entry));
    const Row place{"entries", std::to_string(id)};
    TRY(facts, seal_facts(*options_.keys, place, entry.facts));
    Bytes personal;
    if (!entry.personal.empty()) {
        TRY(sealed, seal_personal(*options_.keys, place, entry.personal));
        personal = std::move(sealed);
    }
    const auto facts_digest = seal::sha256(facts);
    const auto personal_digest = seal::sha256(personal);
    const EntryRow row{.id = id,
                       .case_id = entry.case_id,
                       .boot = boot_,
                       .kind = std::string(name_of(entry.kind)),
                       .at = entry.at.unix_ms,
                       .facts_digest = {facts_digest.begin(), facts_digest.end()},
                       .personal_digest = {personal_digest.begin(), personal_digest.end()}};
    head = seal::next_head(head, canonical_of(row));
    auto statement = database_->prepare(
        "INSERT INTO entries(id, case_id, boot, kind, at, facts, personal, facts_digest, personal_digest, "
        "chain)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    bind_case(statement, 2, row.case_id);
    statement.bind(1, id).bind(3, row.boot).bind(4, std::string_view(row.kind)).bind(5, row.at);
    statement.bind(6, ByteView(facts)).bind(8, ByteView(facts_digest)).bind(9, ByteView(personal_digest));
    if (personal.empty())
        statement.bind_null(7);
    else
        statement.bind(7, ByteView(personal));
    TRY_STATUS(statement.bind(10, ByteView(head)).run());
    if (entry.kind == LedgerKind::draft_erased) TRY_STATUS(end_draft(entry));
    if (entry.kind == LedgerKind::absent) TRY_STATUS(withdraw_application(entry.case_id));
    if (entry.case_id.empty()) return {};
    auto touch = database_->prepare(
        "UPDATE cases SET last_at = max(last_at, ?), is_closed = max(is_closed, ?) WHERE case_id = ?");
    return touch.bind(1, entry.at.unix_ms)
        .bind(2, std::int64_t{entry.kind == LedgerKind::closed})
        .bind(3, std::string_view(entry.case_id))
        .run();
}

Status Ledger::open_case(const LedgerEntry& entry) {
    auto statement =
        database_->prepare("INSERT INTO cases(case_id, subject, opened_at, last_at) VALUES(?1, ?2, ?3, ?3)");
    statement.bind(1, std::string_view(entry.case_id)).bind(3, entry.at.unix_ms);
    const auto number = entry.personal.find("id_number");
    if (number == entry.personal.end()) {
        statement.bind_null(2);  // nobody's: a guide that is printed
        return statement.run().with("opening case " + entry.case_id);
    }
    TRY(subject, subject_of(*options_.keys, number->second));
    return statement.bind(2, ByteView(subject)).run().with("opening case " + entry.case_id);
}

Status Ledger::insert_command(const OpenCommand& command) {
    const auto id = static_cast<std::int64_t>(command.id);
    TRY(facts, seal_facts(*options_.keys, {"commands", std::to_string(id)}, command.facts));
    auto statement =
        database_->prepare("INSERT INTO commands(id, case_id, what, at, facts) VALUES(?, ?, ?, ?, ?)");
    return statement.bind(1, id)
        .bind(2, std::string_view(command.case_id))
        .bind(3, std::string_view(command.what))
        .bind(4, command.at.unix_ms)
        .bind(5, ByteView(facts))
        .run()
        .with("remembering command " + std::to_string(command.id));
}

int Ledger::frames_in_log() const {
    return database_->frames_in_log();
}

Status Ledger::checkpoint() {
    return database_->checkpoint(Database::Checkpoint::passive);
}

Status Ledger::clear_log() {
    TRY_STATUS(database_->checkpoint(Database::Checkpoint::truncate));
    has_erased_draft_ = false;
    return {};
}

}  // namespace kiosk24::journal
