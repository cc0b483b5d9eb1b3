#include "hub/sqlite/database.h"

namespace kiosk24::sqlite {

void Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

Result<Handle> open(const std::filesystem::path& file, const char* schema, const OpenOptions& options) {
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    sqlite3* database = nullptr;
    const int opened =
        sqlite3_open_v2(file.c_str(), &database, kFlags, options.vfs.empty() ? nullptr : options.vfs.c_str());
    Handle handle(database);
    if (opened != SQLITE_OK) return Error(Code::broken_storage, file.string() + " cannot be opened");
    sqlite3_busy_timeout(database, 5000);
    if (options.sharing == Sharing::alone)
        TRY_STATUS(run(database, "PRAGMA locking_mode=EXCLUSIVE").with(file.string()));
    TRY_STATUS(run(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;").with(file.string()));
    TRY_STATUS(run(database, schema).with(file.string()));
    return handle;
}

Status run(sqlite3* database, const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
    return Error(Code::broken_storage, sqlite3_errmsg(database));
}

Transaction::~Transaction() {
    if (is_open_) sqlite3_exec(database_, "ROLLBACK", nullptr, nullptr, nullptr);
}

Status Transaction::begin() {
    TRY_STATUS(run(database_, "BEGIN IMMEDIATE"));
    is_open_ = true;
    return {};
}

Status Transaction::commit() {
    TRY_STATUS(run(database_, "COMMIT"));
    is_open_ = false;
    return {};
}

}  // namespace kiosk24::sqlite
