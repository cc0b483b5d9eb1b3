// SQLite as values: the only header of the terminal that names sqlite3 types, and only forward. Used by this
// room's sources, never by other rooms. Single-threaded: a Database belongs to the thread that opened it.
// Errors: out_of_space (disk full or read-only), bad_input (the file is damaged or no database),
// broken_storage (everything else that the disk can do), bad_argument (a constraint of the schema was broken
// by the caller).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace kiosk24::journal {

// Makes SQLite wipe whatever memory it frees. Works only before SQLite's first use in this process (opening a
// database or registering a VFS counts): the first call decides, later ones repeat its answer. bad_argument
// if somebody else was first.
Status prepare_sqlite();

class Statement {
  public:
    // Parameters count from 1. An empty ByteView is an empty blob; bind_null is NULL.
    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view text);
    Statement& bind(int parameter, ByteView blob);
    Statement& bind_null(int parameter);
    // True: a row stands ready. False: done.
    Result<bool> step();
    // For a statement that returns no rows.
    Status run();

    // Columns count from 0.
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    Bytes blob(int column) const;
    bool is_null(int column) const;

  private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    Statement(sqlite3* database, sqlite3_stmt* statement, int first_failure);
    sqlite3* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int failure_;
};

class Database {
  public:
    // Opens or creates the file with the VFS of that name (empty: the default).
    static Result<std::unique_ptr<Database>> open(const std::string& path, const std::string& vfs);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // One or more statements without parameters or rows.
    Status run(const std::string& sql);
    // The only value of the only row, as text.
    Result<std::string> value_of(std::string_view sql);
    // A statement that could not be prepared reports it at its first step.
    Statement prepare(std::string_view sql);

    // How many frames stand in the write-ahead log since the last complete checkpoint.
    int frames_in_log() const { return frames_in_log_; }
    enum class Checkpoint { passive, truncate };
    Status checkpoint(Checkpoint kind);

  private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    explicit Database(sqlite3* database);
    std::unique_ptr<sqlite3, Close> database_;
    int frames_in_log_ = 0;
};

// Rolls back unless committed.
class Transaction {
  public:
    static Result<Transaction> begin(Database& database);
    ~Transaction();
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    Status commit();

  private:
    explicit Transaction(Database* database) : database_(database) {}
    Database* database_;  // nullptr: nothing to roll back
};

}  // namespace kiosk24::journal
