// A SQLite database whose commits are there after a power cut: WAL, synchronous=FULL. Errors are
// broken_storage. One thread at a time.
#pragma once

#include <filesystem>
#include <memory>

#include "hub/sqlite/statement.h"

namespace kiosk24::sqlite {

struct Close {
    void operator()(sqlite3* database) const;
};
using Handle = std::unique_ptr<sqlite3, Close>;

// alone: no other connection may open the file meanwhile; then it needs no memory shared with it.
enum class Sharing { with_others, alone };
struct OpenOptions {
    std::string vfs;  // empty: the system's; another one stands for a disk that fails
    Sharing sharing = Sharing::with_others;
};
// Opens or makes the file and runs `schema`, which must bear being run again. Waits at most 5 s for another
// process that writes.
Result<Handle> open(const std::filesystem::path& file, const char* schema, const OpenOptions& options = {});
// Several statements without results.
Status run(sqlite3* database, const char* sql);

// Rolls back unless it was committed.
class Transaction {
  public:
    explicit Transaction(sqlite3* database) : database_(database) {}
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Status begin();
    Status commit();

  private:
    sqlite3* database_;
    bool is_open_ = false;
};

}  // namespace kiosk24::sqlite
