// The ledger's file: opening it safely, and what happens to one that is damaged.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "kiosk/base/log.h"
#include "kiosk/journal/ledger.h"
#include "kiosk/journal/schema.h"
#include "kiosk/journal/sealing.h"
#include "kiosk/journal/sqlite.h"
#include "kiosk/seal/hash_chain.h"

namespace kiosk24::journal {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kCorrupt = ".corrupt-";
constexpr std::string_view kLost = ".lost-";

fs::path directory_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

// The files that were moved aside from `path`.
Result<std::vector<fs::path>> set_aside_files(const fs::path& path) {
    std::vector<fs::path> found;
    std::error_code failure;
    fs::directory_iterator files(directory_of(path), failure);
    const auto prefix = path.filename().string() + std::string(kCorrupt);
    while (!failure && files != fs::directory_iterator()) {
        if (files->path().filename().string().starts_with(prefix)) found.push_back(files->path());
        files.increment(failure);
    }
    if (failure) return Error(Code::broken_storage, directory_of(path).string() + ": " + failure.message());
    return found;
}

Status sync_directory(const fs::path& directory) {
    const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return Error(Code::broken_storage, "cannot open " + directory.string());
    const bool is_synced = ::fsync(fd) == 0;
    ::close(fd);
    return is_synced ? Status{} : Error(Code::broken_storage, "cannot sync " + directory.string());
}

// Moves the database and its log aside, together: the log may hold what the database has not got yet.
void set_aside(const fs::path& path, WallTime now) {
    const auto stamp = std::string(kCorrupt) + std::to_string(now.unix_ms / 1000);
    for (const auto* part : {"-wal", ""}) {
        std::error_code failure;
        const fs::path from = path.string() + part;
        const fs::path to = path.string() + stamp + part;
        if (!fs::exists(from, failure)) continue;
        fs::rename(from, to, failure);
        if (failure)
            log::error("journal", "cannot move {} aside: {}", from.string(), failure.message());
        else
            log::error("journal",
                       "{} is corrupt and was moved to {}; nobody is served until it is restored "
                       "or its loss is accepted",
                       from.string(), to.string());
    }
    (void)sync_directory(directory_of(path));
}

// A new file is ours alone from its first byte; SQLite gives its log the same rights.
Status create_private(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        if (errno == EEXIST) return {};
        const auto code = errno == ENOSPC || errno == EROFS ? Code::out_of_space : Code::broken_storage;
        return Error(code, "cannot create " + path.string() + ": " + std::generic_category().message(errno));
    }
    ::close(fd);
    return sync_directory(directory_of(path));
}

// Exclusive: one terminal, one book; the log's index then lives in memory that we own instead of a mapped
// file that a failing disk can take away. The cache of pages is small, so that it is full soon and the
// terminal's memory does not grow for weeks with the book; the pages of a day's work fit into it.
Status configure(Database& database) {
    TRY_STATUS(
        database.run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;"
                     "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                     "PRAGMA cache_size = -512; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA "
                     "synchronous = FULL"));
    TRY(mode, database.value_of("PRAGMA journal_mode = WAL"));
    if (mode != "wal") return Error(Code::broken_storage, "the database stays in journal mode " + mode);
    return {};
}

Status check_soundness(Database& database) {
    auto statement = database.prepare("PRAGMA quick_check(1)");
    TRY(has_row, statement.step());
    if (has_row && statement.text(0) == "ok") return {};
    return Error(Code::bad_input, "quick_check: " + (has_row ? statement.text(0) : "no answer"));
}

// The first opening leaves a mark of the keys; later ones must find it.
Status check_keys(Database& database, const seal::KeyStore& keys) {
    auto statement = database.prepare("SELECT value FROM meta WHERE name = 'key_mark'");
    TRY(has_mark, statement.step());
    if (!has_mark) {
        auto insert = database.prepare("INSERT INTO meta(name, value) VALUES('key_mark', ?)");
        return insert.bind(1, std::string_view(mark_of(keys))).run();
    }
    if (statement.text(0) == mark_of(keys)) return {};
    return Error(Code::broken_storage, "the ledger was kept with other keys than those in the key directory");
}

// Cut off at the end, or put together from two states: the last entry is not the one that the book ends with.
Status check_end(Database& database) {
    auto statement = database.prepare(
        "SELECT (SELECT value FROM meta WHERE name = 'head'),"
        " (SELECT chain FROM entries ORDER BY id DESC LIMIT 1)");
    TRY(has_row, statement.step());
    const bool is_empty = !has_row || (statement.is_null(0) && statement.is_null(1));
    if (is_empty || statement.text(0) == to_hex(statement.blob(1))) return {};
    return Error(Code::broken_storage,
                 "the ledger does not end with its last entry: it was changed from outside");
}

// Where there is no file, one may be created, unless a damaged one lies beside it.
Status find_or_create(const fs::path& path) {
    std::error_code failure;
    if (fs::exists(path, failure)) return {};
    TRY(aside, set_aside_files(path));
    if (aside.empty()) return create_private(path);
    return Error(Code::broken_storage, "no ledger, and a damaged one lies beside it: " + aside[0].string());
}

// bad_input: the file is damaged.
Result<std::unique_ptr<Database>> open_database(const LedgerOptions& options) {
    TRY(database, Database::open(options.path, options.vfs));
    TRY_STATUS(configure(*database));
    TRY_STATUS(check_contents(*database));
    TRY_STATUS(check_soundness(*database));
    TRY_STATUS(bring_up_to_date(*database));
    TRY_STATUS(check_keys(*database, *options.keys));
    TRY_STATUS(check_end(*database));
    return database;
}

}  // namespace

Result<std::unique_ptr<Ledger>> Ledger::open(const LedgerOptions& options, WallTime now) {
    TRY_STATUS(find_or_create(options.path));
    auto database = open_database(options);
    if (database) return std::unique_ptr<Ledger>(new Ledger(options, std::move(*database)));
    if (database.error().code() != Code::bad_input) return database.error().with("opening the ledger");
    set_aside(options.path, now);
    return Error(Code::broken_storage, "the ledger is damaged: " + database.error().detail());
}

Result<int> Ledger::accept_loss(const std::string& path) {
    TRY(files, set_aside_files(path));
    int renamed = 0;
    for (const auto& file : files) {
        auto name = file.filename().string();
        const auto at = name.find(kCorrupt, fs::path(path).filename().string().size());
        name.replace(at, kCorrupt.size(), kLost);
        std::error_code failure;
        fs::rename(file, file.parent_path() / name, failure);
        if (failure) return Error(Code::broken_storage, file.string() + ": " + failure.message());
        log::warn("journal", "the loss of {} was accepted: it is now {}", file.string(), name);
        ++renamed;
    }
    return renamed;
}

}  // namespace kiosk24::journal
