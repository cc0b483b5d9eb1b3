#include "tests/kiosk/journal/book.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <stdlib.h>

#include <fstream>
#include <iterator>

#include "kiosk/journal/sqlite.h"
#include "kiosk/seal/keys.h"

namespace kiosk24::journal {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<const seal::KeyStore> keys_in(const fs::path& directory) {
    auto keys = seal::KeyStore::open(directory, seal::Profile::international);
    if (!keys) throw std::runtime_error(keys.error().text());
    return std::make_shared<const seal::KeyStore>(std::move(*keys));
}

}  // namespace

Book::Book() {
    std::string name = (fs::temp_directory_path() / "kiosk24-journal-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    directory_ = name;
    keys_ = keys_in(directory_ / "keys");
}

Book::~Book() {
    std::error_code ignored;
    fs::remove_all(directory_, ignored);
}

LedgerOptions Book::options(const std::string& vfs) const {
    return {.path = path(), .vfs = vfs, .keys = keys_};
}

LedgerOptions Book::options_with_other_keys() const {
    return {.path = path(), .vfs = {}, .keys = keys_in(directory_ / "other-keys")};
}

std::unique_ptr<Ledger> Book::open(const std::string& vfs) const {
    auto ledger = Ledger::open(options(vfs), at(1));
    if (!ledger) throw std::runtime_error(ledger.error().text());
    return std::move(*ledger);
}

void Book::change(const std::string& sql) const {
    ASSERT_TRUE(prepare_sqlite());
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
}

std::string Book::ask(const std::string& sql) const {
    EXPECT_TRUE(prepare_sqlite());
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr), SQLITE_OK);
    std::string answer;
    if (sqlite3_step(statement) == SQLITE_ROW)
        if (const auto* text = sqlite3_column_text(statement, 0))
            answer = reinterpret_cast<const char*>(text);
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return answer;
}

std::string Book::bytes() const {
    std::string all;
    for (const auto& file : fs::directory_iterator(directory_)) {
        if (!file.is_regular_file()) continue;
        std::ifstream stream(file.path(), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(stream), {});
    }
    return all;
}

WallTime at(std::int64_t seconds) {
    return {seconds * 1000};
}
Now now_at(std::int64_t seconds) {
    return {.moment = {Milliseconds{seconds * 1000}}, .wall = at(1'700'000'000 + seconds)};
}

LedgerEntry entry(const CaseId& case_id, LedgerKind kind, std::map<std::string, std::string> facts,
                  WallTime when) {
    return {.case_id = case_id, .kind = kind, .at = when, .facts = std::move(facts), .personal = {}};
}

LedgerEntry opened(const CaseId& case_id, WallTime when, const std::string& id_number) {
    auto line = entry(case_id, LedgerKind::opened,
                      {{"matter", "SI01"}, {"matter_version", "3"}, {"case", "own"}}, when);
    line.personal["id_number"] = PersonalText(id_number);
    line.personal["name"] = PersonalText("𬱖𫖯欧阳");
    return line;
}

std::vector<LedgerEntry> filed(const CaseId& case_id, WallTime when) {
    return {opened(case_id, when),
            entry(case_id, LedgerKind::consented, {{"text_hash", "abc"}, {"consent_version", "2"}}, when),
            entry(case_id, LedgerKind::key_minted, {{"key", "key-of-" + case_id}}, when),
            entry(case_id, LedgerKind::sent, {}, when)};
}

Change with_entries(std::vector<LedgerEntry> entries) {
    Change change;
    change.entries = std::move(entries);
    return change;
}

Decision approval(const std::string& document, int pages) {
    Decision decision;
    decision.verdict = Verdict::approved;
    decision.case_number = "4403070000000000000000000000000000000000001";
    decision.document_id = document;
    decision.pages = pages;
    return decision;
}

Command submit(CommandId id, const CaseId& case_id, std::vector<LedgerEntry> record) {
    Application application;
    application.case_id = case_id;
    application.key = "key-of-" + case_id;
    return {.id = id,
            .case_id = case_id,
            .within = Milliseconds{8000},
            .record = std::move(record),
            .what = command::SubmitApplication{std::move(application)}};
}

Command print_page(CommandId id, const CaseId& case_id, int page, std::vector<LedgerEntry> record) {
    return {.id = id,
            .case_id = case_id,
            .within = Milliseconds{60000},
            .record = std::move(record),
            .what = command::PrintPage{.device = "a4",
                                       .document = nullptr,
                                       .document_id = "doc-1",
                                       .page = page,
                                       .pages = 2,
                                       .job = "job-" + std::to_string(page)}};
}

Command call_back(CommandId id, const std::string& key, const CaseId& case_id) {
    auto requested = entry(case_id, LedgerKind::call_back_requested, {{"request", key}});
    requested.personal["telephone"] = PersonalText(kTelephone);
    return {.id = id,
            .case_id = case_id,
            .within = Milliseconds{10000},
            .record = {requested},
            .what = command::RequestCallBack{
                {.key = key, .telephone = PersonalText(kTelephone), .about = "help"}}};
}

Command find_cases(CommandId id, const std::string& id_number) {
    return {.id = id,
            .case_id = {},
            .within = Milliseconds{2000},
            .record = {},
            .what = command::FindCases{PersonalText(id_number)}};
}

Completed answer(const Command& command, CommandResult result) {
    return {.id = command.id, .case_id = command.case_id, .result = std::move(result), .committed = {}};
}

result::Failed failure(Code code, Outcome outcome, Fault fault) {
    return {.error = Error(code, "a test's"), .fault = fault, .outcome = outcome};
}

const result::Failed* failed(const Completed& completed) {
    return std::get_if<result::Failed>(&completed.result);
}

}  // namespace kiosk24::journal
