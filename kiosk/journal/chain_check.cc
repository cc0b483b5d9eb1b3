#include "kiosk/journal/chain_check.h"

#include <charconv>

#include "kiosk/journal/canonical.h"
#include "kiosk/journal/sealing.h"
#include "kiosk/journal/sqlite.h"
#include "kiosk/seal/field_seal.h"
#include "kiosk/seal/hash_chain.h"

namespace kiosk24::journal {
namespace {

bool equal(ByteView a, ByteView b) {
    return seal::equal_in_constant_time(a, b);
}

// Walks one chained table from its first row; says where it breaks.
struct Walk {
    std::int64_t last_id = 0;
    seal::Digest head = seal::kChainBegin;
    std::string problem;  // empty: the row holds

    void next(std::int64_t id, const Bytes& canonical, const Bytes& chain) {
        head = seal::next_head(head, canonical);
        if (id != last_id + 1)
            problem = "a row before it is missing";
        else if (!equal(head, chain))
            problem = "its chain does not follow from the row before";
        last_id = id;
    }
};

// A blob may only be gone by an erasure on record.
std::string problem_of_blob(const Statement& row, int blob, const Bytes& digest, bool is_erased) {
    if (row.is_null(blob)) {
        const bool had_none = equal(digest, seal::sha256({}));
        return is_erased || had_none ? "" : "its contents are gone and no erasure took them";
    }
    if (is_erased) return "it is marked as erased and still has its contents";
    const auto contents = row.blob(blob);
    const bool is_whole = !contents.empty() && equal(digest, seal::sha256(contents));
    return is_whole ? "" : "its contents were changed";
}

// Whose case it is must still be what the sealed number says.
std::string problem_of_subject(const Statement& row, const seal::KeyStore& keys) {
    // A case of nobody's, which only printed: no number, and filed under none (the chain vouches for both).
    if (row.is_null(6) && row.is_null(11)) return "";
    const auto id = std::to_string(row.integer(0));
    auto text = seal::open_field(keys, {"entries", id, "personal"}, row.blob(6));
    if (!text) return "its personal fields do not open";
    auto personal = wire::decode_personal(text->reveal());
    if (!personal || !personal->contains("id_number")) return "its personal fields cannot be read";
    auto subject = subject_of(keys, personal->at("id_number"));
    if (!subject || !equal(*subject, row.blob(11))) return "its case is filed under somebody else";
    return "";
}

constexpr std::string_view kChainedEntries =
    "SELECT e.id, e.case_id, e.boot, e.kind, e.at, e.facts, e.personal, e.facts_digest, e.personal_digest,"
    " e.erased_by IS NOT NULL, e.chain, c.subject, e.case_id IS NOT NULL AND c.case_id IS NULL,"
    " e.erased_by IS NOT NULL AND NOT EXISTS(SELECT 1 FROM audit WHERE id = e.erased_by)"
    " FROM entries e LEFT JOIN cases c ON c.case_id = e.case_id ORDER BY e.id";

std::string problem_of_entry(const Statement& row, const seal::KeyStore* keys, Walk& walk) {
    const EntryRow entry{.id = row.integer(0),
                         .case_id = row.text(1),
                         .boot = row.integer(2),
                         .kind = row.text(3),
                         .at = row.integer(4),
                         .facts_digest = row.blob(7),
                         .personal_digest = row.blob(8)};
    const bool is_erased = row.integer(9) != 0;
    walk.next(entry.id, canonical_of(entry), row.blob(10));
    if (!walk.problem.empty()) return walk.problem;
    if (row.integer(12) != 0) return "its case is not on file any more";
    if (row.integer(13) != 0) return "the erasure that took its contents is not on record any more";
    if (auto problem = problem_of_blob(row, 5, entry.facts_digest, is_erased); !problem.empty())
        return problem;
    if (auto problem = problem_of_blob(row, 6, entry.personal_digest, is_erased); !problem.empty())
        return problem;
    const bool tells_whose = entry.kind == name_of(LedgerKind::opened) && !is_erased;
    return tells_whose && keys != nullptr ? problem_of_subject(row, *keys) : "";
}

Result<seal::Digest> check_entries(Database& database, const seal::KeyStore* keys, ChainReport& report) {
    Walk walk;
    auto statement = database.prepare(kChainedEntries);
    while (true) {
        TRY(has_row, statement.step());
        if (!has_row) return walk.head;
        report.reason = problem_of_entry(statement, keys, walk);
        if (!report.reason.empty()) {
            report.first_broken = statement.integer(0);
            return walk.head;
        }
        ++report.entries;
    }
}

// What a case's row says follows from its entries, but for whose it is.
constexpr std::string_view kCases =
    "SELECT c.case_id, min(e.id), sum(e.kind = 'opened'),"
    " c.opened_at IS max(CASE e.kind WHEN 'opened' THEN e.at END), c.last_at IS max(e.at),"
    " c.is_closed IS max(e.kind = 'closed'),"
    " c.erased_by IS max(CASE e.kind WHEN 'opened' THEN e.erased_by END),"
    " c.erased_by IS NOT NULL AND c.subject IS NOT NULL"
    " FROM cases c LEFT JOIN entries e ON e.case_id = c.case_id GROUP BY c.case_id ORDER BY 2";

std::string problem_of_case(const Statement& row) {
    if (row.integer(2) != 1) return "its case was not opened once: " + row.text(0);
    if (row.integer(3) == 0) return "its case is said to be opened at another time";
    if (row.integer(4) == 0) return "its case is said to end at another time";
    if (row.integer(5) == 0) return "its case is closed or open against its entries";
    if (row.integer(6) == 0) return "its case is erased or kept against its entries";
    return row.integer(7) == 0 ? "" : "its case is erased and still says whose it is";
}

Status check_cases(Database& database, ChainReport& report) {
    auto statement = database.prepare(kCases);
    while (true) {
        TRY(has_row, statement.step());
        if (!has_row) return {};
        report.reason = problem_of_case(statement);
        if (report.reason.empty()) continue;
        report.first_broken = statement.integer(1);
        return {};
    }
}

// Their number, and since they are digested which they were.
Result<bool> took_what_it_says(Database& database, const AuditRow& row, std::int64_t entries,
                               std::int64_t cases) {
    if (entries != row.entries || cases != row.cases) return false;
    if (row.what == "erased" || !row.what.starts_with("erased ")) return true;
    TRY(words, erased_by_words(database, row.id));
    return words == row.what;
}

Status check_erasures(Database& database, ChainReport& report) {
    Walk walk;
    auto statement = database.prepare(
        "SELECT a.id, a.at, a.what, a.before, a.cases, a.entries, a.entries_head, a.chain,"
        " (SELECT count(*) FROM entries WHERE erased_by = a.id),"
        " (SELECT count(*) FROM cases WHERE erased_by = a.id) FROM audit a ORDER BY a.id");
    while (true) {
        TRY(has_row, statement.step());
        if (!has_row) return {};
        const AuditRow row{.id = statement.integer(0),
                           .at = statement.integer(1),
                           .what = statement.text(2),
                           .before = statement.integer(3),
                           .cases = statement.integer(4),
                           .entries = statement.integer(5),
                           .entries_head = statement.blob(6)};
        walk.next(row.id, canonical_of(row), statement.blob(7));
        if (walk.problem.empty()) {
            TRY(is_true, took_what_it_says(database, row, statement.integer(8), statement.integer(9)));
            if (!is_true) walk.problem = "it did not take the entries that it says";
        }
        if (walk.problem.empty()) {
            ++report.records;
            continue;
        }
        report.first_broken = row.id;
        report.reason = "erasure: " + walk.problem;
        return {};
    }
}

Status check_meta(Database& database, const seal::Digest& head, ChainReport& report) {
    auto statement = database.prepare(
        "SELECT (SELECT value FROM meta WHERE name = 'head'),"
        " (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'boot'), (SELECT max(boot) FROM entries),"
        " (SELECT 'key ' || value || ' seals from now on' FROM meta WHERE name = 'sealing_key') IS NOT"
        " (SELECT what FROM audit WHERE what LIKE 'key % seals from now on' ORDER BY id DESC LIMIT 1)"
        " AND EXISTS(SELECT 1 FROM audit WHERE what LIKE 'key % seals from now on')");
    TRY(has_row, statement.step());
    const auto expected = has_row && !statement.is_null(0) ? statement.text(0) : to_hex(seal::kChainBegin);
    if (expected != to_hex(head))
        report.reason = "the book ends before its last entry";
    else if (statement.integer(1) < statement.integer(2))
        report.reason = "the book counts fewer runs than its entries name";
    else if (statement.integer(3) != 0)
        report.reason = "the record of its sealing key is not the last one's";
    if (!report.reason.empty()) report.first_broken = report.entries + 1;
    return {};
}

// Whether one of the two chains' common heads is the one that was told.
class HeadSearch {
  public:
    HeadSearch(Database& database, std::string_view hex, std::int64_t at)
        : audit_(database.prepare("SELECT entries_head, chain FROM audit ORDER BY id")), hex_(hex), at_(at) {}

    // After the first `count` entries, whose head is `head`: with every record made at that point.
    Result<bool> is_here(std::int64_t count, ByteView head) {
        if (matches(count, head)) return true;
        while (true) {
            if (!is_read_) {
                TRY(has_row, audit_.step());
                has_record_ = has_row;
                is_read_ = true;
            }
            if (!has_record_ || !equal(audit_.blob(0), head)) return false;
            TRY(chain, seal::head_from(audit_.blob(1)));
            audit_head_ = chain;
            is_read_ = false;
            if (matches(count, head)) return true;
        }
    }

  private:
    bool matches(std::int64_t count, ByteView head) const {
        return (at_ < 0 || at_ == count) && to_hex(seal::next_head(audit_head_, head)) == hex_;
    }

    Statement audit_;
    std::string_view hex_;
    std::int64_t at_;  // negative: anywhere
    seal::Digest audit_head_ = seal::kChainBegin;
    bool is_read_ = false, has_record_ = false;
};

}  // namespace

Result<ChainReport> check_chain(Database& database, const seal::KeyStore* keys) {
    ChainReport report;
    TRY(head, check_entries(database, keys, report));
    if (!report.first_broken) TRY_STATUS(check_meta(database, head, report));
    if (!report.first_broken) TRY_STATUS(check_cases(database, report));
    if (!report.first_broken) TRY_STATUS(check_erasures(database, report));
    return report;
}

Result<bool> has_stood_at(Database& database, std::string_view head) {
    std::int64_t at = -1;
    const auto colon = head.find(':');
    if (colon != head.npos) {
        const auto [end, failure] = std::from_chars(head.data(), head.data() + colon, at);
        if (failure != std::errc() || end != head.data() + colon || at < 0)
            return Error(Code::bad_argument, "not a head: " + std::string(head));
        head.remove_prefix(colon + 1);
    }
    const auto bytes = from_hex(head);
    if (!bytes || bytes->size() != seal::Digest{}.size())
        return Error(Code::bad_argument, "not a head: " + std::string(head));
    HeadSearch search(database, head, at);
    TRY(is_at_begin, search.is_here(0, seal::kChainBegin));
    if (is_at_begin) return true;
    auto entries = database.prepare("SELECT id, chain FROM entries ORDER BY id");
    while (true) {
        TRY(has_row, entries.step());
        if (!has_row) return false;
        TRY(is_here, search.is_here(entries.integer(0), entries.blob(1)));
        if (is_here) return true;
    }
}

Result<std::string> erased_by_words(Database& database, std::int64_t erasure) {
    auto statement = database.prepare("SELECT id FROM entries WHERE erased_by = ? ORDER BY id");
    statement.bind(1, erasure);
    Canonical ids;
    while (true) {
        TRY(has_row, statement.step());
        if (!has_row) return "erased " + to_hex(seal::sha256(ids.bytes()));
        ids.number(statement.integer(0));
    }
}

}  // namespace kiosk24::journal
