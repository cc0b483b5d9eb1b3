#include "kiosk/journal/audit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "kiosk/journal/chain_check.h"
#include "kiosk/journal/schema.h"
#include "kiosk/journal/sealing.h"
#include "kiosk/journal/sqlite.h"

namespace kiosk24::journal {
namespace {

namespace fs = std::filesystem;

Error unreadable(const fs::path& file, int failure) {
    return Error(Code::broken_storage, file.string() + ": " + std::generic_category().message(failure));
}

// A folder of one's own for the copies, gone with the object. They hold nothing in clear, as the ledger does.
class Copies {
  public:
    Copies() = default;
    ~Copies() {
        std::error_code ignored;
        if (!directory_.empty()) fs::remove_all(directory_, ignored);
    }
    Copies(const Copies&) = delete;
    Copies& operator=(const Copies&) = delete;

    // The log belongs to the database: it may hold what the database has not got yet.
    Result<fs::path> take(const fs::path& ledger) {
        std::string pattern = (fs::temp_directory_path() / "kiosk24-audit-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) return unreadable(pattern, errno);
        directory_ = pattern;
        const auto copy = directory_ / "ledger";
        for (const auto* part : {"", "-wal"}) {
            const fs::path from = ledger.string() + part, to = copy.string() + part;
            std::error_code failure;
            if (*part != '\0' && !fs::exists(from, failure)) continue;
            fs::copy_file(from, to, failure);
            if (failure) return unreadable(from, failure.value());
            fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, failure);
        }
        return copy;
    }

  private:
    fs::path directory_;
};

Status check_keys(Database& database, const seal::KeyStore* keys) {
    if (keys == nullptr) return {};
    auto statement = database.prepare("SELECT value FROM meta WHERE name = 'key_mark'");
    TRY(has_mark, statement.step());
    if (has_mark && statement.text(0) == mark_of(*keys)) return {};
    return Error(Code::broken_storage, "the ledger was kept with other keys than these");
}

Result<std::unique_ptr<Database>> open_copy(const fs::path& copy, const seal::KeyStore* keys) {
    TRY(database, Database::open(copy.string(), {}));
    TRY_STATUS(
        database->run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF;"
                      "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY"));
    auto check = database->prepare("PRAGMA integrity_check(1)");
    TRY(is_checked, check.step());
    if (!is_checked || check.text(0) != "ok")
        return Error(Code::bad_input, "the file is damaged: " + (is_checked ? check.text(0) : "no answer"));
    TRY_STATUS(bring_up_to_date(*database));
    TRY_STATUS(check_keys(*database, keys));
    return database;
}

}  // namespace

// SQLite's locks stand on the file's lock-byte page
// (https://www.sqlite.org/fileformat.html#the_lock_byte_page); a terminal holds them for as long as it runs.
Status check_nobody_holds(const fs::path& ledger) {
    constexpr off_t kLockByte = 0x40000000;
    constexpr off_t kLockPage_bytes = 512;
    const int file = ::open(ledger.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        if (errno == ENOENT) return Error(Code::not_found, "there is no ledger " + ledger.string());
        return unreadable(ledger, errno);
    }
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = kLockByte;
    lock.l_len = kLockPage_bytes;
    const bool is_asked = ::fcntl(file, F_GETLK, &lock) == 0;
    const int failure = errno;
    ::close(file);
    if (!is_asked) return unreadable(ledger, failure);
    if (lock.l_type == F_UNLCK) return {};
    return Error(Code::device_busy, "process " + std::to_string(lock.l_pid) + " has " + ledger.string() +
                                        " open: a terminal is running; end it first");
}

Result<AuditReport> audit(const AuditRequest& request) {
    TRY_STATUS(check_nobody_holds(request.ledger));
    Copies copies;
    TRY(copy, copies.take(request.ledger));
    TRY_STATUS(check_nobody_holds(request.ledger));  // nor began to while it was copied
    TRY(database, open_copy(copy, request.keys.get()));
    AuditReport report;
    TRY(chain, check_chain(*database, request.keys.get()));
    report.chain = std::move(chain);
    if (report.chain.first_broken) return report;
    TRY(head, head_of(*database));
    report.head = std::move(head);
    for (const auto& told : request.heads) {
        TRY(has_stood, has_stood_at(*database, told));
        if (!has_stood) report.not_found.push_back(told);
    }
    return report;
}

}  // namespace kiosk24::journal
