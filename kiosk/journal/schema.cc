#include "kiosk/journal/schema.h"

#include <array>
#include <string>

#include "kiosk/journal/sqlite.h"

namespace kiosk24::journal {
namespace {

// "K24J": tells a ledger from any other SQLite file.
constexpr int kApplicationId = 0x4b32344a;

// Version 1. Times are Unix milliseconds. Sealed columns hold kiosk/seal's field seal with the row's primary
// key as the row; NULL in `facts` means erased (erased_by says by which erasure). Digests are SHA-256 of the
// sealed bytes and stay, chain is SHA-256(chain before || the row's canonical bytes, see ledger_audit.cc).
constexpr const char* kVersion1 = R"(
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE audit(
  id INTEGER PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL, before INTEGER NOT NULL,
  cases INTEGER NOT NULL, entries INTEGER NOT NULL, entries_head BLOB NOT NULL, chain BLOB NOT NULL) STRICT;
CREATE TABLE cases(
  case_id TEXT PRIMARY KEY, subject BLOB, opened_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
  is_closed INTEGER NOT NULL DEFAULT 0, erased_by INTEGER REFERENCES audit(id)) STRICT, WITHOUT ROWID;
CREATE INDEX cases_by_subject ON cases(subject, opened_at) WHERE subject IS NOT NULL;
CREATE INDEX cases_open ON cases(opened_at) WHERE is_closed = 0;
CREATE INDEX cases_to_erase ON cases(last_at) WHERE is_closed = 1 AND erased_by IS NULL;
CREATE TABLE entries(
  id INTEGER PRIMARY KEY, case_id TEXT REFERENCES cases(case_id), boot INTEGER NOT NULL, kind TEXT NOT NULL,
  at INTEGER NOT NULL, facts BLOB, personal BLOB, facts_digest BLOB NOT NULL, personal_digest BLOB NOT NULL,
  erased_by INTEGER REFERENCES audit(id), chain BLOB NOT NULL) STRICT;
CREATE INDEX entries_by_case ON entries(case_id, id);
CREATE INDEX entries_by_boot ON entries(boot, id);
CREATE TABLE commands(
  id INTEGER PRIMARY KEY, case_id TEXT NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL,
  facts BLOB NOT NULL) STRICT;
CREATE TABLE outbox(
  key TEXT PRIMARY KEY, kind TEXT NOT NULL, case_id TEXT NOT NULL, payload BLOB, state TEXT NOT NULL,
  at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)";

// Version 2: a start finds what the central hub ordered without walking through the whole book.
constexpr const char* kVersion2 = R"(
CREATE INDEX entries_of_hub ON entries(id) WHERE kind = 'hub_command';
)";

// Version 3: the outbox in the order of taking, found without walking through what is settled; drafts, one a
// person.
constexpr const char* kVersion3 = R"(
ALTER TABLE outbox ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET number =
  (SELECT count(*) FROM outbox earlier WHERE (earlier.at, earlier.key) <= (outbox.at, outbox.key));
CREATE INDEX outbox_by_number ON outbox(number);
CREATE INDEX outbox_waiting ON outbox(number) WHERE state = 'waiting';
CREATE INDEX outbox_of_case ON outbox(case_id) WHERE state = 'waiting';
CREATE TABLE drafts(
  subject BLOB PRIMARY KEY, key TEXT NOT NULL UNIQUE, payload BLOB NOT NULL, expires_at INTEGER NOT NULL)
  STRICT, WITHOUT ROWID;
)";

// kMigrations[n] brings version n to n + 1.
constexpr std::array<const char*, kSchemaVersion> kMigrations = {kVersion1, kVersion2, kVersion3};

Result<int> number_of(Database& database, const char* pragma) {
    TRY(text, database.value_of(pragma));
    return std::stoi(text);
}

// Everything that the file says it consists of.
Result<std::string> contents_of(Database& database) {
    return database.value_of(
        "SELECT group_concat(type || ' ' || name || ' ' || coalesce(sql, ''), char(10))"
        " FROM (SELECT * FROM sqlite_schema ORDER BY name, type)");
}

Status migrate(Database& database, int from, int to) {
    for (int step = from; step < to; ++step) {
        TRY(transaction, Transaction::begin(database));
        TRY_STATUS(database.run(kMigrations[static_cast<std::size_t>(step)]));
        TRY_STATUS(database.run("PRAGMA application_id = " + std::to_string(kApplicationId)));
        TRY_STATUS(database.run("PRAGMA user_version = " + std::to_string(step + 1)));
        TRY_STATUS(transaction.commit());
    }
    return {};
}

}  // namespace

// A view in the place of a table, or a trigger, would be a program that runs while we read or write.
Status check_contents(Database& database) {
    TRY(version, number_of(database, "PRAGMA user_version"));
    TRY(application, number_of(database, "PRAGMA application_id"));
    if (application != kApplicationId || version < 1 || version > kSchemaVersion) return {};
    TRY(model, Database::open(":memory:", {}));
    TRY_STATUS(migrate(*model, 0, version));
    TRY(expected, contents_of(*model));
    TRY(found, contents_of(database));
    if (found == expected) return {};
    return Error(Code::bad_input, "its tables are not those of a ledger");
}

Status bring_up_to_date(Database& database) {
    TRY(version, number_of(database, "PRAGMA user_version"));
    TRY(application, number_of(database, "PRAGMA application_id"));
    TRY(tables, number_of(database, "SELECT count(*) FROM sqlite_schema"));
    const bool is_empty = tables == 0 && version == 0 && application == 0;
    if (!is_empty && application != kApplicationId)
        return Error(Code::unsupported, "the file is not a case ledger");
    if (version < 0 || version > kSchemaVersion)
        return Error(Code::unsupported, "the ledger's schema version is " + std::to_string(version) +
                                            ", this program knows up to " + std::to_string(kSchemaVersion));
    return migrate(database, version, kSchemaVersion);
}

}  // namespace kiosk24::journal
