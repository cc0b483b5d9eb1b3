#include "hub/sandbox/book.h"

#include "hub/sandbox/book_schema.h"
#include "kiosk/seal/random.h"

namespace kiosk24::sandbox {
namespace {

using sqlite::Statement;
using sqlite::Transaction;

constexpr const char* kSubmissionColumns =
    "SELECT key, content_sha256, terminal, reference, matter, matter_case, received_at, decides_at, verdict, "
    "case_number, reason_code, reason_zh, reason_en, deadline, pick_up_code, document, pages, telephone FROM "
    "submissions ";

Submission submission_in(const Statement& row) {
    Submission read;
    read.key = row.text(0);
    read.content_sha256 = row.text(1);
    read.terminal_id = row.text(2);
    read.person_reference = PersonalText(row.text(3));
    read.matter_id = row.text(4);
    read.matter_case = row.text(5);
    read.received_at = {row.number(6)};
    read.decides_at = {row.number(7)};
    read.decision.verdict = verdict_named(row.text(8)).value_or(Verdict::pending);
    read.decision.case_number = row.text(9);
    read.decision.reason_code = row.text(10);
    if (const std::string zh = row.text(11); !zh.empty()) read.decision.reason.in[Language::zh_hans] = zh;
    if (const std::string en = row.text(12); !en.empty()) read.decision.reason.in[Language::en] = en;
    read.decision.deadline = row.text(13);
    read.decision.pick_up_code = row.text(14);
    read.decision.document_id = row.text(15);
    read.decision.pages = static_cast<int>(row.number(16));
    read.telephone = PersonalText(row.text(17));
    return read;
}

std::int64_t packed(Date date) {
    return (date.year * 100LL + date.month) * 100 + date.day;
}
Date unpacked(std::int64_t number) {
    return {static_cast<int>(number / 10000), static_cast<int>(number / 100 % 100),
            static_cast<int>(number % 100)};
}

Result<std::optional<Submission>> one_submission(Statement& found) {
    TRY(is_there, found.step());
    if (!is_there) return std::optional<Submission>();
    return std::optional<Submission>(submission_in(found));
}

}  // namespace

Book::Book(sqlite::Handle database) : database_(std::move(database)) {}
Book::Book(Book&&) noexcept = default;
Book& Book::operator=(Book&&) noexcept = default;
Book::~Book() = default;

Result<Book> Book::open(const std::filesystem::path& file) {
    TRY(database, sqlite::open(file, kBookSchema));
    return Book(std::move(database));
}

Result<PersonalText> Book::meet(const Person& person, const std::string& terminal_id, WallTime now) {
    Statement meeting(
        database_.get(),
        "INSERT INTO people(reference, number, name, address, kind, sex, nation, birth, terminal, "
        "met_at) VALUES(?,?,?,?,?,?,?,?,?,?) ON CONFLICT(number) DO UPDATE SET "
        "name=excluded.name, address=excluded.address, sex=excluded.sex, nation=excluded.nation, "
        "kind=excluded.kind RETURNING reference");
    meeting.bind(seal::random_hex(16))
        .bind(person.number.reveal())
        .bind(person.name.reveal())
        .bind(person.address.reveal())
        .bind(static_cast<std::int64_t>(person.kind))
        .bind(static_cast<std::int64_t>(person.sex))
        .bind(person.nation_code)
        .bind(packed(person.birth))
        .bind(terminal_id)
        .bind(now.unix_ms);
    TRY(is_there, meeting.step());
    if (!is_there) return Error(Code::broken_storage, "nobody was met");
    PersonalText reference(meeting.text(0));
    TRY_STATUS(meeting.run());  // to its end, so that it is committed
    return reference;
}

Result<std::optional<Person>> Book::person(const PersonalText& reference) {
    Statement found(database_.get(),
                    "SELECT number, name, address, kind, sex, nation, birth FROM people WHERE reference=?");
    TRY(is_there, found.bind(reference.reveal()).step());
    if (!is_there) return std::optional<Person>();
    Person person;
    person.reference = reference;
    person.number = PersonalText(found.text(0));
    person.name = PersonalText(found.text(1));
    person.address = PersonalText(found.text(2));
    person.kind = static_cast<CardKind>(found.number(3));
    person.sex = static_cast<Sex>(found.number(4));
    person.nation_code = found.text(5);
    person.birth = unpacked(found.number(6));
    return std::optional<Person>(std::move(person));
}

Result<bool> Book::is_void(const std::string& key) {
    return Statement(database_.get(), "SELECT 1 FROM void_keys WHERE key=?").bind(key).step();
}

Result<std::optional<Submission>> Book::submission(const std::string& key) {
    Statement found(database_.get(), std::string(kSubmissionColumns) + "WHERE key=?");
    return one_submission(found.bind(key));
}

Result<std::optional<Submission>> Book::submission_numbered(const std::string& case_number) {
    Statement found(database_.get(), std::string(kSubmissionColumns) + "WHERE case_number=?");
    return one_submission(found.bind(case_number));
}

Status Book::file(const Submission& one, const std::optional<KeptDocument>& document) {
    Transaction transaction(database_.get());
    TRY_STATUS(transaction.begin());
    Statement filing(
        database_.get(),
        "INSERT INTO submissions(key, content_sha256, terminal, reference, matter, matter_case, "
        "received_at, decides_at, posts, verdict, case_number, reason_code, reason_zh, reason_en, "
        "deadline, pick_up_code, document, pages, telephone) "
        "VALUES(?,?,?,?,?,?,?,?,1,?,?,?,?,?,?,?,?,?,?)");
    const auto words = [&](Language language) {
        const auto found = one.decision.reason.in.find(language);
        return found == one.decision.reason.in.end() ? std::string() : found->second;
    };
    filing.bind(one.key).bind(one.content_sha256).bind(one.terminal_id).bind(one.person_reference.reveal());
    filing.bind(one.matter_id).bind(one.matter_case).bind(one.received_at.unix_ms);
    filing.bind(one.decides_at.unix_ms).bind(name_of(one.decision.verdict)).bind(one.decision.case_number);
    filing.bind(one.decision.reason_code).bind(words(Language::zh_hans)).bind(words(Language::en));
    filing.bind(one.decision.deadline).bind(one.decision.pick_up_code).bind(one.decision.document_id);
    TRY_STATUS(filing.bind(std::int64_t{one.decision.pages}).bind(one.telephone.reveal()).run());
    if (document) {
        Statement keeping(database_.get(),
                          "INSERT INTO documents(id, submission, pages, pdf, fetches) VALUES(?,?,?,?,0)");
        keeping.bind(document->id).bind(document->submission_key).bind(std::int64_t{document->pages});
        TRY_STATUS(keeping.bind(document->pdf).run());
    }
    return transaction.commit();
}

Status Book::count_repeat(const std::string& key) {
    return Statement(database_.get(), "UPDATE submissions SET posts=posts+1 WHERE key=?").bind(key).run();
}

Status Book::make_void(const std::string& key, const std::string& terminal_id, WallTime now) {
    Statement voiding(database_.get(), "INSERT OR IGNORE INTO void_keys(key, terminal, at) VALUES(?,?,?)");
    return voiding.bind(key).bind(terminal_id).bind(now.unix_ms).run();
}

Result<int> Book::next_serial(const std::string& day) {
    Statement counting(
        database_.get(),
        "INSERT INTO serials(day, last) VALUES(?,1) ON CONFLICT(day) DO UPDATE SET last=last+1 "
        "RETURNING last");
    TRY(is_there, counting.bind(day).step());
    const int serial = is_there ? static_cast<int>(counting.number(0)) : 0;
    TRY_STATUS(counting.run());
    return serial;
}

Result<std::vector<Submission>> Book::submissions_ending(const std::string& tail) {
    Statement found(database_.get(), std::string(kSubmissionColumns) +
                                         "WHERE substr(case_number, -?)=? ORDER BY key LIMIT 10");
    found.bind(static_cast<std::int64_t>(tail.size())).bind(tail);
    std::vector<Submission> list;
    while (true) {
        TRY(is_there, found.step());
        if (!is_there) return list;
        list.push_back(submission_in(found));
    }
}

Result<std::vector<Submission>> Book::submissions_of(const PersonalText& person_reference) {
    Statement found(database_.get(), std::string(kSubmissionColumns) +
                                         "WHERE reference=? ORDER BY received_at DESC, key LIMIT 50");
    found.bind(person_reference.reveal());
    std::vector<Submission> list;
    while (true) {
        TRY(is_there, found.step());
        if (!is_there) return list;
        list.push_back(submission_in(found));
    }
}

Result<std::optional<KeptDocument>> Book::document(const std::string& id) {
    Statement found(database_.get(), "SELECT submission, pages, pdf FROM documents WHERE id=?");
    TRY(is_there, found.bind(id).step());
    if (!is_there) return std::optional<KeptDocument>();
    return std::optional<KeptDocument>(
        KeptDocument{id, found.text(0), static_cast<int>(found.number(1)), found.bytes(2)});
}

Status Book::count_fetch(const std::string& document_id) {
    return Statement(database_.get(), "UPDATE documents SET fetches=fetches+1 WHERE id=?")
        .bind(document_id)
        .run();
}

Result<bool> Book::rate(const wire::Rating& rating, const std::string& terminal_id, WallTime now) {
    Statement rating_once(database_.get(),
                          "INSERT INTO ratings(case_number, key, stars, words, terminal, posts, at) "
                          "VALUES(?,?,?,?,?,1,?) ON CONFLICT(case_number) DO UPDATE SET posts=posts+1 WHERE "
                          "key=excluded.key");
    rating_once.bind(rating.case_number).bind(rating.key).bind(std::int64_t{rating.stars});
    TRY_STATUS(rating_once.bind(rating.words.reveal()).bind(terminal_id).bind(now.unix_ms).run());
    return sqlite3_changes(database_.get()) == 1;
}

Result<bool> Book::keep_call_back(const CallBackRequest& request, const std::string& content_sha256,
                                  const std::string& terminal_id, WallTime now) {
    Statement keeping(database_.get(),
                      "INSERT INTO call_backs(key, content_sha256, telephone, about, terminal, posts, at) "
                      "VALUES(?,?,?,?,?,1,?) ON CONFLICT(key) DO UPDATE SET posts=posts+1 WHERE "
                      "content_sha256=excluded.content_sha256");
    keeping.bind(request.key).bind(content_sha256).bind(request.telephone.reveal()).bind(request.about);
    TRY_STATUS(keeping.bind(terminal_id).bind(now.unix_ms).run());
    return sqlite3_changes(database_.get()) == 1;
}

Status Book::keep_draft(const Draft& draft, const std::string& terminal_id) {
    TRY(content, wire::encode(draft));
    Statement keeping(
        database_.get(),
        "INSERT INTO drafts(reference, key, terminal, content, kept_at, expires_at) "
        "SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS(SELECT 1 FROM erased_drafts WHERE key=?2) "
        "ON CONFLICT(reference) DO UPDATE SET key=excluded.key, terminal=excluded.terminal, "
        "content=excluded.content, kept_at=excluded.kept_at, expires_at=excluded.expires_at "
        "WHERE kept_at <= excluded.kept_at");
    keeping.bind(draft.person_reference.reveal()).bind(draft.key).bind(terminal_id).bind(content);
    return keeping.bind(draft.kept_at.unix_ms).bind(draft.expires_at.unix_ms).run();
}

Result<std::optional<Draft>> Book::draft_of(const PersonalText& person_reference, WallTime now) {
    Statement expiring(database_.get(), "DELETE FROM drafts WHERE expires_at <= ?");
    TRY_STATUS(expiring.bind(now.unix_ms).run());
    Statement found(database_.get(), "SELECT content, key FROM drafts WHERE reference=?");
    TRY(is_there, found.bind(person_reference.reveal()).step());
    if (!is_there) return std::optional<Draft>();
    TRY(draft, wire::decode_draft(found.text(0), found.text(1)));
    return std::optional<Draft>(std::move(draft));
}

Status Book::erase_draft(const std::string& key) {
    Transaction transaction(database_.get());
    TRY_STATUS(transaction.begin());
    TRY_STATUS(Statement(database_.get(), "DELETE FROM drafts WHERE key=?").bind(key).run());
    TRY_STATUS(
        Statement(database_.get(), "INSERT OR IGNORE INTO erased_drafts(key) VALUES(?)").bind(key).run());
    return transaction.commit();
}

Result<std::string> Book::as_json() {
    Statement all(database_.get(), kBookAsJson);
    TRY(is_there, all.step());
    return is_there ? all.text(0) : std::string("{}");
}

}  // namespace kiosk24::sandbox
