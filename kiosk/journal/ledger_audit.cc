// Erasure and the audit chain's head. An erased entry keeps its digests and its place in the chain; which
// erasure took its contents stands beside it, and the erasure's own record says how many it took and which.
#include "kiosk/base/log.h"
#include "kiosk/journal/canonical.h"
#include "kiosk/journal/chain_check.h"
#include "kiosk/journal/ledger.h"
#include "kiosk/journal/sqlite.h"
#include "kiosk/seal/hash_chain.h"

namespace kiosk24::journal {
namespace {

struct AuditTail {
    std::int64_t id = 0;
    seal::Digest head = seal::kChainBegin;
};
Result<AuditTail> audit_tail_of(Database& database) {
    auto statement = database.prepare("SELECT id, chain FROM audit ORDER BY id DESC LIMIT 1");
    TRY(has_row, statement.step());
    if (!has_row) return AuditTail{};
    auto head = seal::head_from(statement.blob(1));
    if (!head) return Error(Code::broken_storage, "the last erasure's chain: " + head.error().text());
    return AuditTail{statement.integer(0), *head};
}

struct EntriesTail {
    std::int64_t id = 0;
    Bytes head{seal::kChainBegin.begin(), seal::kChainBegin.end()};
};
Result<EntriesTail> entries_tail_of(Database& database) {
    auto statement = database.prepare("SELECT id, chain FROM entries ORDER BY id DESC LIMIT 1");
    TRY(has_row, statement.step());
    if (!has_row) return EntriesTail{};
    return EntriesTail{statement.integer(0), statement.blob(1)};
}

Status append_record(Database& database, const AuditRow& row, const seal::Digest& previous) {
    const auto head = seal::next_head(previous, canonical_of(row));
    auto statement = database.prepare(
        "INSERT INTO audit(id, at, what, before, cases, entries, entries_head, chain)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?)");
    return statement.bind(1, row.id)
        .bind(2, row.at)
        .bind(3, std::string_view(row.what))
        .bind(4, row.before)
        .bind(5, row.cases)
        .bind(6, row.entries)
        .bind(7, ByteView(row.entries_head))
        .bind(8, ByteView(head))
        .run();
}

Status record_erasure(Database& database, std::int64_t id, const seal::Digest& previous, WallTime before,
                      WallTime now, const Erased& erased) {
    TRY(tail, entries_tail_of(database));
    TRY(what, erased_by_words(database, id));
    return append_record(database,
                         {.id = id,
                          .at = now.unix_ms,
                          .what = what,
                          .before = before.unix_ms,
                          .cases = erased.cases,
                          .entries = erased.entries,
                          .entries_head = tail.head},
                         previous);
}

Result<std::int64_t> changes(Database& database) {
    TRY(count, database.value_of("SELECT changes()"));
    return std::stoll(count);
}

// Items of the outbox that nobody took in all that time go as well, with what they say; not applications:
// what was accepted is never lost.
Status clear_outbox(Database& database, WallTime before) {
    auto done = database.prepare("DELETE FROM outbox WHERE state <> 'waiting' AND at < ?");
    TRY_STATUS(done.bind(1, before.unix_ms).run());
    auto expired = database.prepare(
        "UPDATE outbox SET state = 'expired', payload = NULL WHERE state = 'waiting' AND at < ?"
        " AND kind <> 'application'");
    TRY_STATUS(expired.bind(1, before.unix_ms).run());
    TRY(count, changes(database));
    if (count > 0) log::warn("journal", "{} undelivered items are past their retention: erased", count);
    return {};
}

}  // namespace

Result<ChainReport> Ledger::verify_chain() {
    return check_chain(*database_, options_.keys.get());
}

Status record_words(Database& database, std::string_view what, WallTime now) {
    TRY(tail, entries_tail_of(database));
    TRY(last, audit_tail_of(database));
    return append_record(database,
                         {.id = last.id + 1,
                          .at = now.unix_ms,
                          .what = std::string(what),
                          .before = 0,
                          .cases = 0,
                          .entries = 0,
                          .entries_head = tail.head},
                         last.head);
}

Result<std::string> head_of(Database& database) {
    TRY(entries, entries_tail_of(database));
    TRY(audit, audit_tail_of(database));
    const auto both = seal::next_head(audit.head, entries.head);
    return std::to_string(entries.id) + ":" + to_hex(both);
}

Result<std::string> Ledger::audit_head() {
    return head_of(*database_);
}

Status Ledger::note(std::string_view what, WallTime now) {
    TRY(transaction, Transaction::begin(*database_));
    TRY_STATUS(record_words(*database_, what, now));
    return transaction.commit();
}

Result<Erased> Ledger::erase_before(WallTime before, WallTime now, int most_cases) {
    Erased erased;
    TRY(transaction, Transaction::begin(*database_));
    // The entries name the erasure before its record, which counts them, can be written.
    TRY_STATUS(database_->run("PRAGMA defer_foreign_keys = ON"));
    TRY(last, audit_tail_of(*database_));
    const auto id = last.id + 1;
    auto due = database_->prepare(
        "SELECT case_id FROM cases WHERE is_closed = 1 AND erased_by IS NULL AND last_at < ?"
        " ORDER BY last_at LIMIT ?");
    due.bind(1, before.unix_ms).bind(2, std::int64_t{most_cases});
    std::vector<CaseId> cases;
    while (true) {
        TRY(has_row, due.step());
        if (!has_row) break;
        cases.push_back(due.text(0));
    }
    for (const auto& case_id : cases)
        TRY_STATUS(erase_case(case_id, id, erased));
    erased.is_all = erased.cases < most_cases;
    if (erased.is_all) TRY_STATUS(erase_loose_entries(before, id, erased));
    TRY_STATUS(clear_outbox(*database_, before));
    if (erased.entries > 0) TRY_STATUS(record_erasure(*database_, id, last.head, before, now, erased));
    TRY_STATUS(transaction.commit());
    // What was erased must not live on in the write-ahead log.
    if (erased.entries > 0) TRY_STATUS(database_->checkpoint(Database::Checkpoint::truncate));
    return erased;
}

Status Ledger::erase_case(const CaseId& case_id, std::int64_t erasure, Erased& erased) {
    auto entries = database_->prepare(
        "UPDATE entries SET facts = NULL, personal = NULL, erased_by = ? WHERE case_id = ? AND erased_by IS "
        "NULL");
    TRY_STATUS(entries.bind(1, erasure).bind(2, std::string_view(case_id)).run());
    TRY(count, changes(*database_));
    auto whose = database_->prepare("UPDATE cases SET subject = NULL, erased_by = ? WHERE case_id = ?");
    TRY_STATUS(whose.bind(1, erasure).bind(2, std::string_view(case_id)).run());
    erased.entries += count;
    ++erased.cases;
    return {};
}

Status Ledger::erase_loose_entries(WallTime before, std::int64_t erasure, Erased& erased) {
    constexpr std::int64_t kMostAtOnce = 64;
    auto entries = database_->prepare(
        "UPDATE entries SET facts = NULL, personal = NULL, erased_by = ?1 WHERE id IN (SELECT id FROM entries"
        " WHERE case_id IS NULL AND erased_by IS NULL AND at < ?2 AND kind <> 'hub_command' ORDER BY id "
        "LIMIT "
        "?3)");
    TRY_STATUS(entries.bind(1, erasure).bind(2, before.unix_ms).bind(3, kMostAtOnce).run());
    TRY(count, changes(*database_));
    erased.entries += count;
    erased.is_all = count < kMostAtOnce;
    return {};
}

}  // namespace kiosk24::journal
