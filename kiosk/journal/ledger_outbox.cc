// The outbox, and drafts: what lies here sealed until the platform has it, or until its time is over.
#include "kiosk/journal/ledger.h"
#include "kiosk/journal/sealing.h"
#include "kiosk/journal/sqlite.h"

namespace kiosk24::journal {

Status Ledger::insert_outgoing(const Outgoing& outgoing, const CaseId& case_id, WallTime now) {
    const auto& key = key_of(outgoing);
    if (key.empty()) return Error(Code::bad_argument, "an outbox item without a key");
    TRY(payload, seal_outgoing(*options_.keys, {"outbox", key}, outgoing));
    auto statement = database_->prepare(
        "INSERT INTO outbox(key, kind, case_id, payload, state, at, number)"
        " VALUES(?, ?, ?, ?, 'waiting', ?, (SELECT coalesce(max(number), 0) + 1 FROM outbox))"
        " ON CONFLICT(key) DO NOTHING");
    return statement.bind(1, std::string_view(key))
        .bind(2, kind_of(outgoing))
        .bind(3, std::string_view(case_id))
        .bind(4, ByteView(payload))
        .bind(5, now.unix_ms)
        .run();
}

Result<std::uint64_t> Ledger::backlog() {
    TRY(count, database_->value_of("SELECT count(*) FROM outbox WHERE state = 'waiting'"));
    return static_cast<std::uint64_t>(std::stoull(count));
}

Result<std::vector<OutboxItem>> Ledger::waiting_outbox(const OutboxChoice& choice) {
    std::vector<OutboxItem> items;
    auto statement = database_->prepare(
        "SELECT o.key, o.case_id, o.payload, o.at, o.kind, c.subject FROM outbox o"
        " LEFT JOIN cases c ON c.case_id = o.case_id WHERE o.state = 'waiting' ORDER BY o.number");
    while (items.size() < choice.most) {
        TRY(has_row, statement.step());
        if (!has_row) break;
        const auto key = statement.text(0);
        if (choice.takes && !choice.takes(key, statement.blob(5))) continue;
        TRY(outgoing, open_outgoing(*options_.keys, {"outbox", key}, statement.text(4), statement.blob(2)));
        items.push_back(
            {.outgoing = std::move(outgoing), .case_id = statement.text(1), .at = {statement.integer(3)}});
    }
    return items;
}

// It was never filed, and its person knows: it must not be sent any more.
Status Ledger::withdraw_application(const CaseId& case_id) {
    auto statement = database_->prepare(
        "UPDATE outbox SET state = 'withdrawn', payload = NULL"
        " WHERE case_id = ? AND kind = 'application' AND state = 'waiting'");
    return statement.bind(1, std::string_view(case_id)).run();
}

Status Ledger::keep_draft(const Change::KeptDraft& kept, WallTime now) {
    TRY(subject, subject_of(*options_.keys, kept.id_number));
    auto earlier = database_->prepare("SELECT key FROM drafts WHERE subject = ?");
    TRY(has_earlier, earlier.bind(1, ByteView(subject)).step());
    if (has_earlier)
        TRY_STATUS(append_all({{.case_id = {},
                                .kind = LedgerKind::draft_erased,
                                .at = now,
                                .facts = {{"key", earlier.text(0)}, {"why", "kept_anew"}},
                                .personal = {}}}));
    TRY(payload, seal_draft(*options_.keys, {"drafts", kept.draft.key}, kept.draft));
    auto statement =
        database_->prepare("INSERT INTO drafts(subject, key, payload, expires_at) VALUES(?, ?, ?, ?)");
    return statement.bind(1, ByteView(subject))
        .bind(2, std::string_view(kept.draft.key))
        .bind(3, ByteView(payload))
        .bind(4, kept.draft.expires_at.unix_ms)
        .run()
        .with("keeping a draft");
}

// The sealed bytes go with the entry that says so, here and in the outbox; the platform is told, whether it
// ever had it or not.
Status Ledger::end_draft(const LedgerEntry& entry) {
    const auto& key = entry.fact("key");
    auto draft = database_->prepare("DELETE FROM drafts WHERE key = ?");
    TRY_STATUS(draft.bind(1, std::string_view(key)).run());
    auto withdrawn = database_->prepare(
        "UPDATE outbox SET state = 'withdrawn', payload = NULL WHERE key = ? AND state = 'waiting'");
    TRY_STATUS(withdrawn.bind(1, std::string_view(key)).run());
    has_erased_draft_ = true;
    return insert_outgoing(DraftErasure{.key = key + ".erase", .draft = key}, {}, entry.at);
}

Result<std::optional<Draft>> Ledger::find_draft(const PersonalText& id_number, WallTime now) {
    TRY(subject, subject_of(*options_.keys, id_number));
    auto statement = database_->prepare(
        "SELECT d.key, d.payload, o.state FROM drafts d LEFT JOIN outbox o ON o.key = d.key"
        " WHERE d.subject = ? AND d.expires_at > ?");
    TRY(has_row, statement.bind(1, ByteView(subject)).bind(2, now.unix_ms).step());
    if (!has_row) return std::optional<Draft>();
    TRY(draft, open_draft(*options_.keys, {"drafts", statement.text(0)}, statement.blob(1)));
    draft.is_at_platform = statement.text(2) == name_of(OutboxState::delivered);
    return std::optional<Draft>(std::move(draft));
}

Result<int> Ledger::erase_expired_drafts(WallTime now) {
    auto statement = database_->prepare("SELECT key FROM drafts WHERE expires_at <= ? ORDER BY expires_at");
    statement.bind(1, now.unix_ms);
    Change change;
    while (true) {
        TRY(has_row, statement.step());
        if (!has_row) break;
        change.entries.push_back({.case_id = {},
                                  .kind = LedgerKind::draft_erased,
                                  .at = now,
                                  .facts = {{"key", statement.text(0)}, {"why", "expired"}},
                                  .personal = {}});
    }
    if (change.entries.empty()) return 0;
    TRY_STATUS(commit(change, now));
    return static_cast<int>(change.entries.size());
}

Result<std::optional<WallTime>> Ledger::next_draft_end() {
    auto statement = database_->prepare("SELECT min(expires_at) FROM drafts");
    TRY(has_row, statement.step());
    if (!has_row || statement.is_null(0)) return std::optional<WallTime>();
    return std::optional(WallTime{statement.integer(0)});
}

}  // namespace kiosk24::journal
