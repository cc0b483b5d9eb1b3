// One prepared SQLite statement, bound in order and read by column. Failures are remembered and told by
// step() as broken_storage. One thread at a time.
#pragma once

#include <sqlite3.h>

#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk24::sqlite {

class Statement {
  public:
    Statement(sqlite3* database, std::string_view sql) : database_(database) {
        sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr);
    }
    ~Statement() { sqlite3_finalize(statement_); }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    Statement& bind(std::string_view text) {
        sqlite3_bind_text(statement_, ++bound_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
        return *this;
    }
    Statement& bind(std::int64_t number) {
        sqlite3_bind_int64(statement_, ++bound_, number);
        return *this;
    }
    Statement& bind_null() {
        sqlite3_bind_null(statement_, ++bound_);
        return *this;
    }
    Statement& bind(const Bytes& bytes) {
        sqlite3_bind_blob64(statement_, ++bound_, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
        return *this;
    }

    // True: there is a row to read. False: done.
    Result<bool> step() {
        const int result = statement_ ? sqlite3_step(statement_) : SQLITE_ERROR;
        if (result == SQLITE_ROW) return true;
        if (result == SQLITE_DONE) return false;
        return Error(Code::broken_storage, sqlite3_errmsg(database_));
    }
    Status run() {
        TRY(row, step());
        static_cast<void>(row);
        return {};
    }

    // Ready to be bound and run anew.
    void reset() {
        sqlite3_reset(statement_);
        sqlite3_clear_bindings(statement_);
        bound_ = 0;
    }

    std::string text(int column) const {
        const auto* from = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return from ? std::string(from, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                    : std::string();
    }
    bool is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
    Bytes bytes(int column) const {
        const auto* from = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
        return from ? Bytes(from, from + sqlite3_column_bytes(statement_, column)) : Bytes();
    }

  private:
    sqlite3* database_;
    sqlite3_stmt* statement_ = nullptr;
    int bound_ = 0;
};

}  // namespace kiosk24::sqlite
