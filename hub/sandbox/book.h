// What the sandbox holds, in SQLite (WAL, synchronous=FULL): whatever it has answered is there after a kill.
// Personal data stands in it unsealed: a sandbox is for throw-away data only. One thread at a time.
//
// Errors are broken_storage. A submission's key is in exactly one of three states: never heard of, filed, or
// void for ever (settled before it arrived).
#pragma once

#include <filesystem>
#include <optional>

#include "hub/sandbox/people.h"
#include "hub/sqlite/database.h"
#include "kiosk/base/clock.h"
#include "kiosk/model/application.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::sandbox {

struct Submission {
    std::string key, content_sha256, terminal_id;
    PersonalText person_reference;
    PersonalText telephone;  // as the application gave it; may be empty
    std::string matter_id, matter_case;
    WallTime received_at, decides_at;  // pending until then
    Decision decision;
};
struct KeptDocument {
    std::string id, submission_key;
    int pages = 0;
    Bytes pdf;
};

class Book {
  public:
    static Result<Book> open(const std::filesystem::path& file);
    Book(Book&&) noexcept;
    Book& operator=(Book&&) noexcept;
    ~Book();

    // The person of that number, as this card says; a new reference for whoever is met first.
    Result<PersonalText> meet(const Person& person, const std::string& terminal_id, WallTime now);
    Result<std::optional<Person>> person(const PersonalText& reference);

    Result<bool> is_void(const std::string& key);
    Result<std::optional<Submission>> submission(const std::string& key);
    // Files it, with its document, at once or not at all.
    Status file(const Submission& submission, const std::optional<KeptDocument>& document);
    // One more submission that said the same under the same key.
    Status count_repeat(const std::string& key);
    Status make_void(const std::string& key, const std::string& terminal_id, WallTime now);
    // The next serial of a case number's day, from 1. Never given twice.
    Result<int> next_serial(const std::string& day);

    Result<std::vector<Submission>> submissions_of(const PersonalText& person_reference);
    // Every case whose number ends so; at most a few.
    Result<std::vector<Submission>> submissions_ending(const std::string& tail);
    Result<std::optional<Submission>> submission_numbered(const std::string& case_number);
    Result<std::optional<KeptDocument>> document(const std::string& id);
    Status count_fetch(const std::string& document_id);

    // Instead of that person's earlier draft, unless that is newer; one that was erased stays erased.
    Status keep_draft(const Draft& draft, const std::string& terminal_id);
    // Those that are over are gone.
    Result<std::optional<Draft>> draft_of(const PersonalText& person_reference, WallTime now);
    Status erase_draft(const std::string& key);

    // Rates a case once; the same key again changes nothing, another key is false.
    Result<bool> rate(const wire::Rating& rating, const std::string& terminal_id, WallTime now);
    // False: the key came with another content before.
    Result<bool> keep_call_back(const CallBackRequest& request, const std::string& content_sha256,
                                const std::string& terminal_id, WallTime now);

    // All of it as JSON, for tests and the curious (documents without their bytes).
    Result<std::string> as_json();

  private:
    explicit Book(sqlite::Handle database);

    sqlite::Handle database_;
};

}  // namespace kiosk24::sandbox
