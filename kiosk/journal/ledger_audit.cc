// The audit chain and erasure. An erased entry keeps its digests and its place in the chain; which erasure
// took its contents stands beside it, and the erasure's own record says how many it took.
#include "kiosk/base/log.h"
#include "kiosk/journal/canonical.h"
#include "kiosk/journal/ledger.h"
#include "kiosk/journal/sealing.h"
#include "kiosk/journal/sqlite.h"
#include "kiosk/seal/field_seal.h"
#include "kiosk/seal/hash_chain.h"

namespace kiosk24::journal {
namespace {

bool equal(ByteView a, ByteView b) {
    return seal::equal_in_constant_time(a, b);
}

// Walks one chained table from its first row; says where it breaks.
struct Walk {
    std::int64_t last_id = 0;
    seal::Digest head = seal::kChainBegin;
    std::string problem;  // empty: the row holds

    void next(std::int64_t id, const Bytes& canonical, const Bytes& chain) {
        head = seal::next_head(head, canonical);
        if (id != last_id + 1)
            problem = "a row before it is missing";
        else if (!equal(head, chain))
            problem = "its chain does not follow from the row before";
        last_id = id;
    }
};

// A blob may only be gone by an erasure on record.
std::string problem_of_blob(const Statement& row, int blob, const Bytes& digest, bool is_erased) {
    if (row.is_null(blob)) {
        const bool had_none = equal(digest, seal::sha256({}));
        return is_erased || had_none ? "" : "its contents are gone and no erasure took them";
    }
    if (is_erased) return "it is marked as erased and still has its contents";
    return equal(digest, seal::sha256(row.blob(blob))) ? "" : "its contents were changed";
}

// Whose case it is must still be what the sealed number says.
std::string problem_of_subject(const Statement& row, const seal::KeyStore& keys) {
    // A case of nobody's, which only printed: no number, and filed under none (the chain vouches for both).
    if (row.blob(6).empty() && row.blob(11).empty()) return "";
    const auto id = std::to_string(row.integer(0));
    auto text = seal::open_field(keys, {"entries", id, "personal"}, row.blob(6));
    if (!text) return "its personal fields do not open";
    auto personal = wire::decode_personal(text->reveal());
    if (!personal || !personal->contains("id_number")) return "its personal fields cannot be read";
    auto subject = subject_of(keys, personal->at("id_number"));
    if (!subject || !equal(*subject, row.blob(11))) return "its case is filed under somebody else";
    return "";
}

constexpr std::string_view kChainedEntries =
    "SELECT e.id, e.case_id, e.boot, e.kind, e.at, e.facts, e.personal, e.facts_digest, e.personal_digest,"
    " e.erased_by IS NOT NULL, e.chain, c.subject"
    " FROM entries e LEFT JOIN cases c ON c.case_id = e.case_id ORDER BY e.id";

std::string problem_of_entry(const Statement& row, const seal::KeyStore& keys, Walk& walk) {
    const EntryRow entry{.id = row.integer(0),
                         .case_id = row.text(1),
                         .boot = row.integer(2),
                         .kind = row.text(3),
                         .at = row.integer(4),
                         .facts_digest = row.blob(7),
                         .personal_digest = row.blob(8)};
    const bool is_erased = row.integer(9) != 0;
    walk.next(entry.id, canonical_of(entry), row.blob(10));
    if (!walk.problem.empty()) return walk.problem;
    if (auto problem = problem_of_blob(row, 5, entry.facts_digest, is_erased); !problem.empty())
        return problem;
    if (auto problem = problem_of_blob(row, 6, entry.personal_digest, is_erased); !problem.empty())
        return problem;
    const bool tells_whose = entry.kind == name_of(LedgerKind::opened) && !is_erased;
    return tells_whose ? problem_of_subject(row, keys) : "";
}

Result<seal::Digest> verify_entries(Database& database, const seal::KeyStore& keys, ChainReport& report) {
    Walk walk;
    auto statement = database.prepare(kChainedEntries);
    while (true) {
        TRY(has_row, statement.step());
        if (!has_row) return walk.head;
        report.reason = problem_of_entry(statement, keys, walk);
        if (!report.reason.empty()) {
            report.first_broken = statement.integer(0);
            return walk.head;
        }
        ++report.entries;
    }
}

Status verify_erasures(Database& database, ChainReport& report) {
    Walk walk;
    auto statement = database.prepare(
        "SELECT a.id, a.at, a.what, a.before, a.cases, a.entries, a.entries_head, a.chain,"
        " (SELECT count(*) FROM entries WHERE erased_by = a.id) FROM audit a ORDER BY a.id");
    while (true) {
        TRY(has_row, statement.step());
        if (!has_row) return {};
        const AuditRow row{.id = statement.integer(0),
                           .at = statement.integer(1),
                           .what = statement.text(2),
                           .before = statement.integer(3),
                           .cases = statement.integer(4),
                           .entries = statement.integer(5),
                           .entries_head = statement.blob(6)};
        walk.next(row.id, canonical_of(row), statement.blob(7));
        if (walk.problem.empty() && statement.integer(8) != row.entries)
            walk.problem = "it did not take as many entries as it says";
        if (walk.problem.empty()) continue;
        report.first_broken = row.id;
        report.reason = "erasure: " + walk.problem;
        return {};
    }
}

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

Status record_erasure(Database& database, std::int64_t id, const seal::Digest& previous, WallTime before,
                      WallTime now, const Erased& erased) {
    TRY(tail, entries_tail_of(database));
    const AuditRow row{.id = id,
                       .at = now.unix_ms,
                       .what = "erased",
                       .before = before.unix_ms,
                       .cases = erased.cases,
                       .entries = erased.entries,
                       .entries_head = tail.head};
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
    ChainReport report;
    TRY(head, verify_entries(*database_, *options_.keys, report));
    if (report.first_broken) return report;
    auto statement = database_->prepare("SELECT value FROM meta WHERE name = 'head'");
    TRY(has_head, statement.step());
    const auto expected = has_head ? statement.text(0) : to_hex(seal::kChainBegin);
    if (expected != to_hex(head)) {
        report.first_broken = report.entries + 1;
        report.reason = "the book ends before its last entry";
        return report;
    }
    auto closed = database_->prepare(
        "SELECT (SELECT min(id) FROM entries e WHERE e.case_id = c.case_id) FROM cases c WHERE c.is_closed <>"
        " EXISTS(SELECT 1 FROM entries e WHERE e.case_id = c.case_id AND e.kind = 'closed') LIMIT 1");
    TRY(has_wrong, closed.step());
    if (has_wrong) {
        report.first_broken = closed.integer(0);
        report.reason = "its case is closed or open against its entries";
        return report;
    }
    TRY_STATUS(verify_erasures(*database_, report));
    return report;
}

Result<std::string> Ledger::audit_head() {
    TRY(entries, entries_tail_of(*database_));
    TRY(audit, audit_tail_of(*database_));
    const auto both = seal::next_head(audit.head, entries.head);
    return std::to_string(entries.id) + ":" + to_hex(both);
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
