// What the journal's tests share: a directory with keys and a ledger, entries of a citizen's case, and a look
// into the file from outside.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/journal/keeper.h"
#include "kiosk/journal/ledger.h"

namespace kiosk24::journal {

inline const std::string kIdNumber = "11010519491231002X";
inline const std::string kTelephone = "13800138000";

// A directory of its own, gone with the test.
class Book {
  public:
    Book();
    ~Book();
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    std::string path() const { return (directory_ / "journal.db").string(); }
    std::filesystem::path directory() const { return directory_; }
    LedgerOptions options(const std::string& vfs = {}) const;
    LedgerOptions options_with_other_keys() const;
    // Fails the test if it cannot be opened.
    std::unique_ptr<Ledger> open(const std::string& vfs = {}) const;
    // Runs SQL from outside, while no ledger is open.
    void change(const std::string& sql) const;
    std::string ask(const std::string& sql) const;
    // Every byte of the database file and its log.
    std::string bytes() const;

  private:
    std::filesystem::path directory_;
    std::shared_ptr<const seal::KeyStore> keys_;
};

WallTime at(std::int64_t seconds);
Now now_at(std::int64_t seconds);

LedgerEntry entry(const CaseId& case_id, LedgerKind kind, std::map<std::string, std::string> facts = {},
                  WallTime when = at(1000));
LedgerEntry opened(const CaseId& case_id, WallTime when = at(1000), const std::string& id_number = kIdNumber);
// opened, consented, key_minted, sent.
std::vector<LedgerEntry> filed(const CaseId& case_id, WallTime when = at(1000));
Change with_entries(std::vector<LedgerEntry> entries);
Decision approval(const std::string& document = "doc-1", int pages = 2);

// Commands of the flow.
Command submit(CommandId id, const CaseId& case_id, std::vector<LedgerEntry> record);
Command print_page(CommandId id, const CaseId& case_id, int page, std::vector<LedgerEntry> record);
Command call_back(CommandId id, const std::string& key, const CaseId& case_id = {});
Command find_cases(CommandId id, const std::string& id_number = kIdNumber);
Completed answer(const Command& command, CommandResult result);
result::Failed failure(Code code, Outcome outcome = Outcome::not_done, Fault fault = Fault::none);

// Every event of that type, in order.
template <typename E>
std::vector<E> all_of(const Outputs& outputs) {
    std::vector<E> found;
    for (const auto& event : outputs.deliver)
        if (const auto* wanted = std::get_if<E>(&event)) found.push_back(*wanted);
    return found;
}
const result::Failed* failed(const Completed& completed);

}  // namespace kiosk24::journal
