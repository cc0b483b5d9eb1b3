// Reading the book: what a case has come to, whose cases are open, what was left open.
#include <algorithm>

#include "kiosk/journal/ledger.h"
#include "kiosk/journal/sealing.h"
#include "kiosk/journal/sqlite.h"
#include "kiosk/seal/field_seal.h"

namespace kiosk24::journal {
namespace {

constexpr std::string_view kColumns = "id, case_id, kind, at, facts";

// A row of kColumns.
Result<LedgerEntry> entry_of(const Statement& row, const seal::KeyStore& keys) {
    const auto id = std::to_string(row.integer(0));
    const auto kind = ledger_kind_named(row.text(2));
    if (!kind) return Error(Code::broken_storage, "entry " + id + " is of no known kind");
    LedgerEntry entry{
        .case_id = row.text(1), .kind = *kind, .at = {row.integer(3)}, .facts = {}, .personal = {}};
    if (row.is_null(4)) return entry;
    TRY(facts, open_facts(keys, {"entries", id}, row.blob(4)));
    entry.facts = std::move(facts);
    return entry;
}

Result<std::vector<LedgerEntry>> entries_of(Statement& statement, const seal::KeyStore& keys) {
    std::vector<LedgerEntry> entries;
    while (true) {
        TRY(has_row, statement.step());
        if (!has_row) return entries;
        TRY(entry, entry_of(statement, keys));
        entries.push_back(std::move(entry));
    }
}

Result<std::vector<CaseId>> case_ids_of(Statement& statement) {
    std::vector<CaseId> ids;
    while (true) {
        TRY(has_row, statement.step());
        if (!has_row) return ids;
        ids.push_back(statement.text(0));
    }
}

}  // namespace

Result<std::vector<LedgerEntry>> Ledger::entries_of_case(const CaseId& case_id) {
    auto statement =
        database_->prepare("SELECT " + std::string(kColumns) + " FROM entries WHERE case_id = ? ORDER BY id");
    statement.bind(1, std::string_view(case_id));
    return entries_of(statement, *options_.keys);
}

Result<std::vector<LedgerEntry>> Ledger::entries_of_boot(std::uint32_t boot) {
    auto statement =
        database_->prepare("SELECT " + std::string(kColumns) + " FROM entries WHERE boot = ? ORDER BY id");
    statement.bind(1, std::int64_t{boot});
    return entries_of(statement, *options_.keys);
}

Result<std::uint32_t> Ledger::last_boot() {
    auto statement = database_->prepare("SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'boot'");
    TRY(has_row, statement.step());
    return has_row ? static_cast<std::uint32_t>(statement.integer(0)) : 0;
}

Result<RemoteOrders> Ledger::remote_orders() {
    // Far more than a hub gives in the life of a command; older ones have expired.
    constexpr std::int64_t kMost = 512;
    auto statement =
        database_->prepare("SELECT " + std::string(kColumns) +
                           " FROM (SELECT * FROM entries WHERE kind = 'hub_command' ORDER BY id DESC LIMIT ?)"
                           " ORDER BY id");
    statement.bind(1, kMost);
    TRY(entries, entries_of(statement, *options_.keys));
    RemoteOrders orders;
    for (const auto& entry : entries)
        orders = fold(std::move(orders), entry);
    return orders;
}

Result<CaseFile> Ledger::file_of(const CaseId& case_id) {
    TRY(entries, entries_of_case(case_id));
    CaseFile file;
    for (const auto& entry : entries)
        file = fold(std::move(file), entry);
    return file;
}

Result<std::vector<CaseFile>> Ledger::files_of(const std::vector<CaseId>& case_ids) {
    std::vector<CaseFile> files;
    for (const auto& id : case_ids) {
        TRY(file, file_of(id));
        files.push_back(std::move(file));
    }
    return files;
}

Result<std::vector<CaseFile>> Ledger::open_cases() {
    // Not what is still to be sent: nothing is open about it but the outbox, and a week without a network
    // leaves thousands.
    auto statement = database_->prepare(
        "SELECT case_id FROM cases WHERE is_closed = 0 AND NOT EXISTS (SELECT 1 FROM outbox"
        " WHERE outbox.case_id = cases.case_id AND state = 'waiting' AND kind = 'application')"
        " ORDER BY opened_at");
    TRY(ids, case_ids_of(statement));
    return files_of(ids);
}

Result<std::vector<CaseFile>> Ledger::find_cases(const PersonalText& id_number, std::size_t most) {
    TRY(subject, subject_of(*options_.keys, id_number));
    auto statement = database_->prepare(
        "SELECT case_id FROM cases WHERE subject = ? AND is_closed = 0 ORDER BY opened_at DESC, case_id");
    statement.bind(1, ByteView(subject));
    TRY(ids, case_ids_of(statement));
    std::vector<CaseFile> found;
    for (const auto& id : ids) {
        if (found.size() >= most) break;
        TRY(file, file_of(id));
        if (is_open_for_citizen(file)) found.push_back(std::move(file));
    }
    return found;
}

Result<std::vector<OpenCommand>> Ledger::take_open_commands() {
    std::vector<OpenCommand> commands;
    auto statement = database_->prepare("SELECT id, case_id, what, at, facts FROM commands ORDER BY id");
    while (true) {
        TRY(has_row, statement.step());
        if (!has_row) break;
        const auto id = statement.integer(0);
        TRY(facts, open_facts(*options_.keys, {"commands", std::to_string(id)}, statement.blob(4)));
        commands.push_back({.id = static_cast<CommandId>(id),
                            .case_id = statement.text(1),
                            .at = {statement.integer(3)},
                            .what = statement.text(2),
                            .facts = std::move(facts)});
    }
    TRY_STATUS(database_->run("DELETE FROM commands"));
    return commands;
}

Result<std::set<std::string>> Ledger::keys_in_use() {
    std::set<std::string> ids;
    auto statement = database_->prepare(
        "SELECT facts FROM entries UNION ALL SELECT personal FROM entries UNION ALL SELECT facts FROM "
        "commands"
        " UNION ALL SELECT payload FROM outbox UNION ALL SELECT payload FROM drafts");
    while (true) {
        TRY(has_row, statement.step());
        if (!has_row) return ids;
        if (!statement.is_null(0)) ids.insert(seal::sealed_with(statement.blob(0)));
    }
}

}  // namespace kiosk24::journal
