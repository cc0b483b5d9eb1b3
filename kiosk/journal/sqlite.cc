#include "kiosk/journal/sqlite.h"

#include <sqlite3.h>

#include <utility>

#include "kiosk/base/log.h"

namespace kiosk24::journal {
namespace {

Error error_of(sqlite3* database, int code, std::string_view doing) {
    const std::string detail = std::string(doing) + ": " + sqlite3_errstr(code) + " (" +
                               std::to_string(code) + "), " +
                               (database != nullptr ? sqlite3_errmsg(database) : "no database");
    switch (code & 0xff) {
        case SQLITE_FULL:
        case SQLITE_READONLY:
            return Error(Code::out_of_space, detail);
        case SQLITE_CONSTRAINT:
        case SQLITE_MISUSE:
        case SQLITE_RANGE:
            return Error(Code::bad_argument, detail);
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return Error(Code::bad_input, detail);
        default:
            return Error(Code::broken_storage, detail);
    }
}

int count_frames(void* frames, sqlite3*, const char*, int in_log) {
    *static_cast<int*>(frames) = in_log;
    return SQLITE_OK;
}

}  // namespace

Statement::Statement(sqlite3* database, sqlite3_stmt* statement, int first_failure)
    : database_(database), statement_(statement), failure_(first_failure) {}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement& Statement::bind(int parameter, std::int64_t value) {
    if (failure_ == SQLITE_OK) failure_ = sqlite3_bind_int64(statement_.get(), parameter, value);
    return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
    if (failure_ == SQLITE_OK)
        failure_ = sqlite3_bind_text64(statement_.get(), parameter, text.data() != nullptr ? text.data() : "",
                                       text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bind(int parameter, ByteView blob) {
    static constexpr std::uint8_t kNothing = 0;
    if (failure_ == SQLITE_OK)
        failure_ = sqlite3_bind_blob64(statement_.get(), parameter, blob.empty() ? &kNothing : blob.data(),
                                       blob.size(), SQLITE_TRANSIENT);
    return *this;
}

Statement& Statement::bind_null(int parameter) {
    if (failure_ == SQLITE_OK) failure_ = sqlite3_bind_null(statement_.get(), parameter);
    return *this;
}

Result<bool> Statement::step() {
    if (failure_ != SQLITE_OK) return error_of(database_, failure_, "preparing a statement");
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    return error_of(database_, code, "running a statement");
}

Status Statement::run() {
    TRY(has_row, step());
    (void)has_row;
    return {};
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    if (text == nullptr) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

Bytes Statement::blob(int column) const {
    const auto* bytes = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_.get(), column));
    if (bytes == nullptr) return {};
    return {bytes, bytes + sqlite3_column_bytes(statement_.get(), column)};
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

void Database::Close::operator()(sqlite3* database) const {
    // Every statement is finalised before: this closes at once, and checkpoints what the log still holds.
    if (const int code = sqlite3_close(database); code != SQLITE_OK)
        log::error("journal", "closing the database: {}", sqlite3_errstr(code));
}

Database::Database(sqlite3* database) : database_(database) {
    // Takes the place of SQLite's own hook, which would checkpoint inside a commit; the idle slices do it.
    sqlite3_wal_hook(database, count_frames, &frames_in_log_);
}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, const std::string& vfs) {
    TRY_STATUS(prepare_sqlite());
    sqlite3* raw = nullptr;
    constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(path.c_str(), &raw, kFlags, vfs.empty() ? nullptr : vfs.c_str());
    if (code != SQLITE_OK) {
        const auto error = error_of(raw, code, "opening " + path);
        sqlite3_close(raw);
        return error;
    }
    sqlite3_extended_result_codes(raw, 1);
    // Lookaside memory lives as long as the connection and would escape the wiping allocator.
    sqlite3_db_config(raw, SQLITE_DBCONFIG_LOOKASIDE, nullptr, 0, 0);
    sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    return std::unique_ptr<Database>(new Database(raw));
}

Status Database::run(const std::string& sql) {
    const int code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) return {};
    return error_of(database_.get(), code, sql.substr(0, 60));
}

Result<std::string> Database::value_of(std::string_view sql) {
    auto statement = prepare(sql);
    TRY(has_row, statement.step());
    if (!has_row) return Error(Code::not_found, std::string(sql));
    return statement.text(0);
}

Statement Database::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    const int code =
        sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    return {database_.get(), statement, code};
}

Status Database::checkpoint(Checkpoint kind) {
    int in_log = 0;
    int moved = 0;
    const int mode = kind == Checkpoint::truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    const int code = sqlite3_wal_checkpoint_v2(database_.get(), nullptr, mode, &in_log, &moved);
    if (code != SQLITE_OK) return error_of(database_.get(), code, "moving the log into the database");
    if (moved == in_log) frames_in_log_ = 0;
    return {};
}

Result<Transaction> Transaction::begin(Database& database) {
    TRY_STATUS(database.run("BEGIN IMMEDIATE"));
    return Transaction(&database);
}

Transaction::Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}

Transaction::~Transaction() {
    // SQLite has rolled back by itself after some errors; then this fails, and that is as good.
    if (database_ != nullptr) (void)database_->run("ROLLBACK");
}

Status Transaction::commit() {
    TRY_STATUS(database_->run("COMMIT"));
    database_ = nullptr;
    return {};
}

}  // namespace kiosk24::journal
