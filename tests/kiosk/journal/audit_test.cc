// What an auditor finds in a ledger that somebody changed from outside, before and after a lawful erasure.
#include "kiosk/journal/audit.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "kiosk/journal/canonical.h"
#include "kiosk/journal/sqlite.h"
#include "kiosk/seal/hash_chain.h"
#include "kiosk/seal/keys.h"
#include "tests/kiosk/journal/book.h"

namespace kiosk24::journal {
namespace {

namespace fs = std::filesystem;
const CaseId kClosed = "0000000000000000000000000000000a";
const CaseId kOpen = "0000000000000000000000000000000b";
const CaseId kNobodys = "0000000000000000000000000000000c";

enum class Erasure { none, lawful };

// Two cases of a person's, one of them closed, one of nobody's, and a call-back without a case.
void keep_a_book(const Book& book, Erasure erasure) {
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    ASSERT_TRUE(ledger->commit(with_entries(filed(kClosed, at(1000))), at(2)));
    ASSERT_TRUE(ledger->commit(with_entries(filed(kOpen, at(1001))), at(2)));
    ASSERT_TRUE(
        ledger->commit(with_entries({entry(kClosed, LedgerKind::told, {}, at(1002)),
                                     entry(kClosed, LedgerKind::closed, {}, at(1003)),
                                     entry(kNobodys, LedgerKind::opened, {{"matter", "PB03"}}, at(1010)),
                                     entry(kNobodys, LedgerKind::closed, {}, at(1011))}),
                       at(2)));
    ASSERT_TRUE(ledger->commit(with_entries(call_back(5, "cb-1").record), at(3)));
    if (erasure == Erasure::none) return;
    ASSERT_EQ(ledger->erase_before(at(1005), at(5000))->entries, 7) << "the closed case and the call-back";
    ASSERT_EQ(ledger->erase_before(at(1012), at(6000))->entries, 2) << "nobody's";
    ASSERT_TRUE(ledger->commit(with_entries({entry(kOpen, LedgerKind::told, {}, at(6001))}), at(6001)));
}

AuditReport audit_of(const Book& book, std::vector<std::string> heads = {}) {
    auto report = audit({.ledger = book.path(), .keys = book.options().keys, .heads = std::move(heads)});
    EXPECT_TRUE(report) << report.error().text();
    return report.value_or(AuditReport{});
}

// The file as it is now, to be put back after each change.
class Snapshot {
  public:
    explicit Snapshot(const Book& book) : from_(book.path()), kept_(book.path() + ".kept") {
        fs::copy_file(from_, kept_);
    }
    void restore() const {
        fs::remove(from_ + "-wal");
        fs::copy_file(kept_, from_, fs::copy_options::overwrite_existing);
    }

  private:
    std::string from_, kept_;
};

// False if the table's own constraints do not let the change be written at all, or nothing changed.
bool can_write(const Book& book, const std::string& sql) {
    auto database = Database::open(book.path(), {});
    if (!database) return false;
    if (!(*database)->run("PRAGMA ignore_check_constraints = ON; " + sql)) return false;
    return (*database)->value_of("SELECT changes()").value_or("0") != "0";
}

std::vector<std::string> column_of(const Book& book, const std::string& sql) {
    std::vector<std::string> values;
    auto database = Database::open(book.path(), {});
    auto statement = (*database)->prepare(sql);
    while (statement.step().value_or(false))
        values.push_back(statement.text(0));
    return values;
}

// Another value of the same type, nothing where there was something, something where there was nothing.
std::vector<std::string> edits_of(const std::string& column) {
    const auto c = column;
    return {"CASE typeof(" + c + ") WHEN 'integer' THEN " + c + " + 1 WHEN 'text' THEN " + c +
                " || '0' WHEN 'blob' THEN CAST(substr(" + c + ", 1, length(" + c +
                ") - 1) AS BLOB) ELSE 1 END",
            "CASE typeof(" + c + ") WHEN 'integer' THEN " + c + " - 1 WHEN 'blob' THEN CAST(" + c +
                " || x'00' AS BLOB) ELSE x'' END",
            "CASE WHEN " + c + " IS NULL THEN '' ELSE NULL END"};
}

class AuditOf : public testing::TestWithParam<Erasure> {};
INSTANTIATE_TEST_SUITE_P(ABook, AuditOf, testing::Values(Erasure::none, Erasure::lawful),
                         [](const auto& given) {
                             return given.param == Erasure::none ? "AsItWasWritten" : "AfterALawfulErasure";
                         });

TEST_P(AuditOf, FindsNothingWhereNothingWasChangedAndLeavesTheFilesAlone) {
    const Book book;
    keep_a_book(book, GetParam());
    const auto before = book.bytes();
    const auto report = audit_of(book);
    EXPECT_FALSE(report.chain.first_broken) << report.chain.reason;
    EXPECT_EQ(report.chain.entries, GetParam() == Erasure::none ? 13 : 14);
    EXPECT_EQ(report.chain.records, GetParam() == Erasure::none ? 0 : 2);
    EXPECT_EQ(book.bytes(), before);
    EXPECT_FALSE(fs::exists(book.path() + "-wal"));
}

TEST_P(AuditOf, FindsEveryEditOfEveryColumnInEveryRow) {
    const Book book;
    keep_a_book(book, GetParam());
    const Snapshot snapshot(book);
    int edits = 0;
    for (const std::string table : {"entries", "audit", "cases"}) {
        const std::string key = table == "cases" ? "case_id" : "id";
        for (const auto& column : column_of(book, "SELECT name FROM pragma_table_info('" + table + "')")) {
            for (const auto& row : column_of(book, "SELECT " + key + " FROM " + table)) {
                for (const auto& edit : edits_of(column)) {
                    const auto sql = "UPDATE " + table + " SET " + column + " = " + edit + " WHERE " + key +
                                     " = '" + row + "' AND " + column + " IS NOT (" + edit + ")";
                    if (can_write(book, sql)) {
                        ++edits;
                        const auto report = audit_of(book);
                        EXPECT_TRUE(report.chain.first_broken) << sql;
                        EXPECT_FALSE(report.chain.reason.empty()) << sql;
                    }
                    snapshot.restore();
                }
            }
        }
    }
    EXPECT_GT(edits, GetParam() == Erasure::none ? 250 : 300);
    EXPECT_FALSE(audit_of(book).chain.first_broken);
}

TEST_P(AuditOf, FindsEveryRowThatIsCutOut) {
    const Book book;
    keep_a_book(book, GetParam());
    const Snapshot snapshot(book);
    for (const std::string table : {"entries", "audit", "cases"}) {
        const std::string key = table == "cases" ? "case_id" : "id";
        for (const auto& row : column_of(book, "SELECT " + key + " FROM " + table)) {
            ASSERT_TRUE(can_write(book, "DELETE FROM " + table + " WHERE " + key + " = '" + row + "'"));
            EXPECT_TRUE(audit_of(book).chain.first_broken) << table << " " << row;
            snapshot.restore();
        }
    }
}

TEST_P(AuditOf, FindsEveryTwoEntriesThatChangedPlaces) {
    const Book book;
    keep_a_book(book, GetParam());
    const Snapshot snapshot(book);
    const auto count = static_cast<int>(column_of(book, "SELECT id FROM entries").size());
    for (int one = 1; one < count; ++one) {
        for (int other = one + 1; other <= count; ++other) {
            const auto a = std::to_string(one), b = std::to_string(other);
            ASSERT_TRUE(can_write(book, "UPDATE entries SET id = -1 WHERE id = " + a +
                                            "; UPDATE entries SET id = " + a + " WHERE id = " + b +
                                            "; UPDATE entries SET id = " + b + " WHERE id = -1"));
            const auto report = audit_of(book);
            ASSERT_TRUE(report.chain.first_broken) << a << " and " << b;
            EXPECT_EQ(*report.chain.first_broken, one) << report.chain.reason;
            snapshot.restore();
        }
    }
}

TEST(AuditOfErasures, FindsAnEntryMovedFromOneErasureToAnother) {
    const Book book;
    keep_a_book(book, Erasure::lawful);
    // As many as before on both sides: only which they were is wrong.
    ASSERT_TRUE(can_write(book,
                          "UPDATE cases SET erased_by = 3 - erased_by WHERE erased_by IS NOT NULL;"
                          "UPDATE entries SET erased_by = 3 - erased_by WHERE id IN (13, 11)"));
    const auto report = audit_of(book);
    EXPECT_TRUE(report.chain.first_broken);
}

// The chains are no secret: whoever can write the file can also write them anew. What was told outside stays.
void chain_anew(const Book& book) {
    auto database = Database::open(book.path(), {});
    ASSERT_TRUE(database);
    auto rows = (*database)->prepare(
        "SELECT id, case_id, boot, kind, at, facts_digest, personal_digest FROM entries ORDER BY id");
    std::vector<std::pair<std::int64_t, seal::Digest>> chain;
    auto head = seal::kChainBegin;
    while (*rows.step()) {
        head = seal::next_head(head, canonical_of(EntryRow{.id = rows.integer(0),
                                                           .case_id = rows.text(1),
                                                           .boot = rows.integer(2),
                                                           .kind = rows.text(3),
                                                           .at = rows.integer(4),
                                                           .facts_digest = rows.blob(5),
                                                           .personal_digest = rows.blob(6)}));
        chain.emplace_back(rows.integer(0), head);
    }
    for (const auto& [id, digest] : chain) {
        auto update = (*database)->prepare("UPDATE entries SET chain = ? WHERE id = ?");
        ASSERT_TRUE(update.bind(1, ByteView(digest)).bind(2, id).run());
    }
    ASSERT_TRUE((*database)->run("UPDATE meta SET value = '" + to_hex(head) + "' WHERE name = 'head'"));
    // And whatever the cases say beside their entries.
    ASSERT_TRUE((*database)->run(
        "UPDATE cases SET last_at = (SELECT max(at) FROM entries e WHERE e.case_id = cases.case_id),"
        " is_closed = EXISTS(SELECT 1 FROM entries e WHERE e.case_id = cases.case_id AND kind = 'closed')"));
}

TEST(AuditWithAHead, FindsWhatWasCutOffTheEndThoughTheChainWasWrittenAnew) {
    for (const auto* cut : {"DELETE FROM entries WHERE id > 12", "DELETE FROM entries WHERE id > 8",
                            "UPDATE entries SET at = at + 1 WHERE id = 9"}) {
        const Book book;
        keep_a_book(book, Erasure::none);
        const auto told = audit_of(book).head;
        ASSERT_TRUE(can_write(book, cut));
        (void)can_write(book, "DELETE FROM cases WHERE case_id NOT IN (SELECT case_id FROM entries)");
        chain_anew(book);
        const auto report = audit_of(book, {told});
        EXPECT_FALSE(report.chain.first_broken) << report.chain.reason << ": or the forger was clumsy";
        EXPECT_EQ(report.not_found, std::vector<std::string>{told}) << cut;
    }
}

TEST(AuditWithAHead, FindsAReplacedRecordOfAnErasure) {
    const Book book;
    keep_a_book(book, Erasure::lawful);
    const auto told = audit_of(book).head;
    AuditRow row;
    seal::Digest before{};
    {
        auto database = Database::open(book.path(), {});
        auto rows = (*database)->prepare(
            "SELECT id, at, what, before, cases, entries, entries_head,"
            " (SELECT chain FROM audit WHERE id = 1) FROM audit WHERE id = 2");
        ASSERT_TRUE(*rows.step());
        row = {.id = rows.integer(0),
               .at = rows.integer(1) + 60'000,  // "it was erased in time"
               .what = rows.text(2),
               .before = rows.integer(3),
               .cases = rows.integer(4),
               .entries = rows.integer(5),
               .entries_head = rows.blob(6)};
        before = *seal::head_from(rows.blob(7));
    }
    {
        auto database = Database::open(book.path(), {});
        const auto chain = seal::next_head(before, canonical_of(row));
        auto update = (*database)->prepare("UPDATE audit SET at = ?, chain = ? WHERE id = 2");
        ASSERT_TRUE(update.bind(1, row.at).bind(2, ByteView(chain)).run());
    }
    const auto report = audit_of(book, {told});
    EXPECT_FALSE(report.chain.first_broken) << report.chain.reason;
    EXPECT_EQ(report.not_found, std::vector<std::string>{told});
}

TEST(AuditWithAHead, EveryHeadThatWasEverToldIsFoundAlsoAfterALawfulErasure) {
    const Book book;
    std::vector<std::string> told;
    {
        auto ledger = book.open();
        ASSERT_TRUE(ledger->begin_boot(at(1)));
        const auto tell = [&] {
            told.push_back(*ledger->audit_head());
            told.push_back(told.back().substr(told.back().find(':') + 1));  // as heartbeats carry it
        };
        tell();
        for (int n = 0; n < 6; ++n) {
            const auto id = std::string(31, '0') + std::to_string(n);
            auto entries = filed(id, at(1000 + n));
            entries.push_back(entry(id, LedgerKind::closed, {}, at(1000 + n)));
            ASSERT_TRUE(ledger->commit(with_entries(entries), at(2)));
            tell();
            if (n % 2 == 0) continue;
            ASSERT_EQ(ledger->erase_before(at(1000 + n), at(5000 + n), 1)->cases, 1);
            tell();
            ASSERT_EQ(ledger->erase_before(at(1001 + n), at(5000 + n), 1)->cases, 1) << "two at one place";
            tell();
        }
    }
    const auto report = audit_of(book, told);
    EXPECT_FALSE(report.chain.first_broken) << report.chain.reason;
    EXPECT_TRUE(report.not_found.empty()) << report.not_found.front();
    const auto other = "5:" + told.front().substr(2);
    EXPECT_EQ(audit_of(book, {other}).not_found, std::vector<std::string>{other}) << "not after five entries";
}

TEST(AuditWithAHead, WhatIsNoHeadIsRefused) {
    const Book book;
    keep_a_book(book, Erasure::none);
    for (const auto* no_head : {"", "12", "x:00", "5:", "zz"}) {
        const auto report = audit({.ledger = book.path(), .keys = nullptr, .heads = {no_head}});
        ASSERT_FALSE(report) << no_head;
        EXPECT_EQ(report.error().code(), Code::bad_argument);
    }
}

TEST(AuditOfMeta, FindsAnotherHeadAndFewerRuns) {
    const Book book;
    keep_a_book(book, Erasure::none);
    const Snapshot snapshot(book);
    for (const auto* sql :
         {"UPDATE meta SET value = '00' WHERE name = 'head'", "DELETE FROM meta WHERE name = 'head'",
          "UPDATE meta SET value = '0' WHERE name = 'boot'"}) {
        ASSERT_TRUE(can_write(book, sql));
        EXPECT_TRUE(audit_of(book).chain.first_broken) << sql;
        snapshot.restore();
    }
}

TEST(Audit, NeedsNoKeysForTheChainAndRefusesOthers) {
    const Book book;
    keep_a_book(book, Erasure::lawful);
    const auto without = audit({.ledger = book.path(), .keys = nullptr, .heads = {}});
    ASSERT_TRUE(without) << without.error().text();
    EXPECT_FALSE(without->chain.first_broken);
    const auto wrong =
        audit({.ledger = book.path(), .keys = book.options_with_other_keys().keys, .heads = {}});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code(), Code::broken_storage);
    EXPECT_NE(wrong.error().detail().find("other keys"), std::string::npos);
}

TEST(Audit, SeesWhatStillStandsInTheLogOfATerminalThatWasCutOff) {
    const Book book;
    int told[2];
    ASSERT_EQ(::pipe(told), 0);
    const auto terminal = ::fork();
    if (terminal == 0) {
        auto ledger = book.open();
        const bool is_kept = ledger->begin_boot(at(1)) &&
                             ledger->commit(with_entries(filed(kOpen, at(1000))), at(2)) &&
                             ::write(told[1], "k", 1) == 1;
        ::pause();
        ::_exit(is_kept ? 0 : 1);
    }
    char kept = 0;
    ASSERT_EQ(::read(told[0], &kept, 1), 1);
    // While it runs nobody else can say anything, and says so.
    const auto running = audit({.ledger = book.path(), .keys = nullptr, .heads = {}});
    ASSERT_FALSE(running);
    EXPECT_EQ(running.error().code(), Code::device_busy);
    EXPECT_NE(running.error().detail().find("a terminal is running"), std::string::npos);
    ::kill(terminal, SIGKILL);
    ::waitpid(terminal, nullptr, 0);
    ASSERT_TRUE(fs::exists(book.path() + "-wal"));
    EXPECT_EQ(audit_of(book).chain.entries, 4);
    EXPECT_TRUE(fs::exists(book.path() + "-wal")) << "left as it was found";
    ::close(told[0]);
    ::close(told[1]);
}

TEST(Audit, SaysWhatIsNoLedgerAndWhatIsDamaged) {
    const Book book;
    const auto missing = audit({.ledger = book.path(), .keys = nullptr, .heads = {}});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code(), Code::not_found);
    EXPECT_FALSE(fs::exists(book.path())) << "and none is made";
    keep_a_book(book, Erasure::none);
    const auto size = fs::file_size(book.path());
    std::fstream file(book.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096) << std::string(size - 4096, '\x5a') << std::flush;
    const auto damaged = audit({.ledger = book.path(), .keys = nullptr, .heads = {}});
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code(), Code::bad_input) << damaged.error().text();
}

}  // namespace
}  // namespace kiosk24::journal
