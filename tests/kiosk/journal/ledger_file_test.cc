#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/kiosk/journal/book.h"

namespace kiosk24::journal {
namespace {

namespace fs = std::filesystem;
const CaseId kCase = "0123456789abcdef0123456789abcdef";

void keep_a_case(const Book& book) {
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    for (int n = 0; n < 40; ++n) {
        const auto id = std::to_string(n) + kCase;
        ASSERT_TRUE(ledger->commit(with_entries(filed(id)), at(2)));
    }
}

std::vector<std::string> files_named(const Book& book, const std::string& part) {
    std::vector<std::string> names;
    for (const auto& file : fs::directory_iterator(book.directory()))
        if (file.path().filename().string().find(part) != std::string::npos)
            names.push_back(file.path().filename().string());
    return names;
}

void damage(const std::string& path, std::streamoff from, std::streamoff to) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(from);
    for (auto at = from; at < to; ++at)
        file.put('\x5a');
}

TEST(LedgerFile, ItIsReadableByItsOwnerOnlyAndHeldByOneProcess) {
    const Book book;
    auto ledger = book.open();
    ASSERT_TRUE(ledger->begin_boot(at(1)));
    for (const auto& name : files_named(book, "journal.db")) {
        struct stat status {};
        ASSERT_EQ(::stat((book.directory() / name).c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 0777, 0600u) << name;
    }
    const auto second = Ledger::open(book.options(), at(2));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code(), Code::broken_storage);
    EXPECT_TRUE(files_named(book, "corrupt").empty()) << "busy is not damaged";
}

TEST(LedgerFile, ADamagedFileIsSetAsideAndNoEmptyBookIsBegunInItsPlace) {
    const Book book;
    keep_a_case(book);
    const auto size = static_cast<std::streamoff>(fs::file_size(book.path()));
    damage(book.path(), 4096, size);
    const auto opened = Ledger::open(book.options(), at(77));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), Code::broken_storage);
    EXPECT_EQ(files_named(book, "corrupt"), std::vector<std::string>{"journal.db.corrupt-77"});
    EXPECT_EQ(fs::file_size(book.path() + ".corrupt-77"), static_cast<std::uintmax_t>(size));

    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto again = Ledger::open(book.options(), at(78));
        ASSERT_FALSE(again);
        EXPECT_EQ(again.error().code(), Code::broken_storage);
        EXPECT_FALSE(fs::exists(book.path()));
    }
    EXPECT_EQ(*Ledger::accept_loss(book.path()), 1);
    EXPECT_TRUE(Ledger::open(book.options(), at(79)));
    EXPECT_EQ(files_named(book, "lost"), std::vector<std::string>{"journal.db.lost-77"});
}

TEST(LedgerFile, AFileThatIsNoDatabaseIsSetAsideToo) {
    const Book book;
    std::ofstream(book.path()) << std::string(8192, 'x');
    const auto opened = Ledger::open(book.options(), at(5));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), Code::broken_storage);
    EXPECT_EQ(files_named(book, "corrupt").size(), 1u);
}

TEST(LedgerFile, ASchemaFromTheFutureIsRefusedAndLeftAlone) {
    const Book book;
    keep_a_case(book);
    book.change("PRAGMA user_version = 99");
    const auto opened = Ledger::open(book.options(), at(5));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), Code::unsupported);
    EXPECT_TRUE(files_named(book, "corrupt").empty());
    EXPECT_EQ(book.ask("PRAGMA user_version"), "99");
}

TEST(LedgerFile, AnotherProgramsDatabaseIsRefused) {
    const Book book;
    book.change("CREATE TABLE recipes(name TEXT)");
    const auto opened = Ledger::open(book.options(), at(5));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), Code::unsupported);
}

TEST(LedgerFile, OtherKeysThanItWasKeptWithAreRefused) {
    const Book book;
    keep_a_case(book);
    const auto opened = Ledger::open(book.options_with_other_keys(), at(5));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), Code::broken_storage);
    EXPECT_NE(opened.error().detail().find("keys"), std::string::npos);
    EXPECT_TRUE(Ledger::open(book.options(), at(6))) << "and nothing was harmed";
}

TEST(LedgerFile, ABookWhoseEndWasCutOffIsRefused) {
    const Book book;
    keep_a_case(book);
    book.change("DELETE FROM entries WHERE id = (SELECT max(id) FROM entries)");
    const auto opened = Ledger::open(book.options(), at(5));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), Code::broken_storage);
}

TEST(LedgerFile, ItKeepsTheSettingsThatDurabilityRestsOn) {
    const Book book;
    keep_a_case(book);
    EXPECT_EQ(book.ask("PRAGMA journal_mode"), "wal");
    EXPECT_EQ(book.ask("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT%'"),
              "0");
}

TEST(LedgerFile, ADirectoryThatIsNotThereIsAClearError) {
    const Book book;
    auto options = book.options();
    options.path = (book.directory() / "nowhere" / "journal.db").string();
    const auto opened = Ledger::open(options, at(5));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), Code::broken_storage);
}

// Either would run for ever, the view as soon as the ledger is opened.
TEST(LedgerFile, ATriggerOrAViewIsNoPartOfALedgerAndIsNeverRun) {
    constexpr const char* kEndless =
        "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS name, i AS value FROM "
        "n)";
    for (const auto& sql : {"CREATE TRIGGER x BEFORE INSERT ON entries BEGIN SELECT count(*) FROM " +
                                std::string(kEndless) + "; END",
                            "DROP TABLE meta; CREATE VIEW meta AS SELECT * FROM " + std::string(kEndless)}) {
        const Book book;
        keep_a_case(book);
        book.change(sql);
        const auto opened = Ledger::open(book.options(), at(5));
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().code(), Code::broken_storage);
        EXPECT_NE(opened.error().text().find("not those of a ledger"), std::string::npos)
            << opened.error().text();
        EXPECT_FALSE(files_named(book, "corrupt").empty()) << "somebody must look at it";
    }
}

}  // namespace
}  // namespace kiosk24::journal
