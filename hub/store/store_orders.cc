// Enrolment codes, commands and their outcomes.
#include "hub/store/store.h"
#include "kiosk/wire/envelope.h"

namespace kiosk24::hub {
namespace {

using sqlite::Statement;

Result<CommandRecord> command_in(const Statement& row) {
    CommandRecord record;
    TRY(command, wire::decode_hub_command(row.text(0)));
    TRY(envelope, wire::decode_envelope(row.text(1)));
    record.command = std::move(command);
    record.envelope = std::move(envelope);
    if (!row.is_null(2)) {
        record.outcome =
            CommandOutcome{.command_id = record.command.id,
                           .refusal = command_refusal_named(row.text(2)).value_or(CommandRefusal::failed),
                           .at = {row.number(3)}};
        record.outcome_at = {row.number(4)};
    }
    return record;
}

}  // namespace

Status Store::keep_code(const CodeRecord& code) {
    sqlite::Transaction transaction(database_.get());
    TRY_STATUS(transaction.begin());
    Statement voiding(database_.get(), "DELETE FROM codes WHERE terminal_id=? AND spent=0");
    TRY_STATUS(voiding.bind(code.terminal_id).run());
    Statement keeping(database_.get(),
                      "INSERT INTO codes(code_sha256, terminal_id, issued, expires) VALUES(?,?,?,?)");
    TRY_STATUS(keeping.bind(code.code_sha256)
                   .bind(code.terminal_id)
                   .bind(code.issued.unix_ms)
                   .bind(code.expires.unix_ms)
                   .run());
    return transaction.commit();
}

Result<std::optional<CodeRecord>> Store::code(const std::string& code_sha256) {
    Statement found(
        database_.get(),
        "SELECT code_sha256, terminal_id, issued, expires, spent, key_sha256, certificate FROM codes "
        "WHERE code_sha256=?");
    TRY(is_there, found.bind(code_sha256).step());
    if (!is_there) return std::optional<CodeRecord>();
    CodeRecord code;
    code.code_sha256 = found.text(0);
    code.terminal_id = found.text(1);
    code.issued = {found.number(2)};
    code.expires = {found.number(3)};
    code.spent = {found.number(4)};
    code.key_sha256 = found.text(5);
    code.certificate_pem = found.text(6);
    return std::optional<CodeRecord>(std::move(code));
}

Result<bool> Store::enrol(const CodeRecord& spent, const std::string& certificate_sha256) {
    sqlite::Transaction transaction(database_.get());
    TRY_STATUS(transaction.begin());
    Statement spending(
        database_.get(),
        "UPDATE codes SET spent=?, key_sha256=?, certificate=? WHERE code_sha256=? AND spent=0");
    TRY_STATUS(spending.bind(spent.spent.unix_ms)
                   .bind(spent.key_sha256)
                   .bind(spent.certificate_pem)
                   .bind(spent.code_sha256)
                   .run());
    if (sqlite3_changes(database_.get()) != 1) return false;
    Statement enrolling(database_.get(),
                        "INSERT INTO terminals(terminal_id, certificate_sha256, enrolled, link, link_since) "
                        "VALUES(?1,?2,?3,'never',?3) ON CONFLICT(terminal_id) DO UPDATE SET "
                        "certificate_sha256=excluded.certificate_sha256, enrolled=excluded.enrolled");
    TRY_STATUS(enrolling.bind(spent.terminal_id).bind(certificate_sha256).bind(spent.spent.unix_ms).run());
    TRY_STATUS(transaction.commit());
    return true;
}

Result<bool> Store::is_enrolled(const std::string& terminal_id) {
    return Statement(database_.get(), "SELECT 1 FROM terminals WHERE terminal_id=?").bind(terminal_id).step();
}

Status Store::keep_command(const CommandRecord& record) {
    TRY(command, wire::encode(record.command));
    TRY(envelope, wire::encode(record.envelope));
    Statement keeping(
        database_.get(),
        "INSERT INTO commands(terminal_id, id, issued, expires, command, envelope) VALUES(?,?,?,?,?,?)");
    return keeping.bind(record.command.terminal_id)
        .bind(record.command.id)
        .bind(record.command.issued.unix_ms)
        .bind(record.command.expires.unix_ms)
        .bind(command)
        .bind(envelope)
        .run();
}

Result<std::vector<wire::PendingCommand>> Store::pending_commands(const std::string& terminal_id,
                                                                  WallTime now) {
    Statement found(
        database_.get(),
        "SELECT id, envelope FROM commands WHERE terminal_id=? AND refusal IS NULL AND expires>? ORDER "
        "BY issued, rowid LIMIT ?");
    found.bind(terminal_id).bind(now.unix_ms).bind(static_cast<std::int64_t>(wire::kMostPendingCommands));
    std::vector<wire::PendingCommand> pending;
    for (;;) {
        TRY(is_there, found.step());
        if (!is_there) return pending;
        TRY(envelope, wire::decode_envelope(found.text(1)));
        pending.push_back({found.text(0), std::move(envelope)});
    }
}

Status Store::keep_outcome(const std::string& terminal_id, const CommandOutcome& outcome, WallTime now) {
    Statement keeping(
        database_.get(),
        "UPDATE commands SET refusal=?, terminal_at=?, outcome_at=? WHERE terminal_id=? AND id=? AND "
        "refusal IS NULL");
    return keeping.bind(name_of(outcome.refusal))
        .bind(outcome.at.unix_ms)
        .bind(now.unix_ms)
        .bind(terminal_id)
        .bind(outcome.command_id)
        .run();
}

Result<std::vector<CommandRecord>> Store::commands(const std::string& terminal_id) {
    const std::string columns = "SELECT command, envelope, refusal, terminal_at, outcome_at FROM commands ";
    Statement found(
        database_.get(),
        columns + (terminal_id.empty()
                       ? "WHERE rowid IN (SELECT max(rowid) FROM commands GROUP BY terminal_id) AND ?=''"
                       : "WHERE terminal_id=? ORDER BY rowid DESC"));
    found.bind(terminal_id);
    std::vector<CommandRecord> all;
    for (;;) {
        TRY(is_there, found.step());
        if (!is_there) return all;
        TRY(record, command_in(found));
        all.push_back(std::move(record));
    }
}

}  // namespace kiosk24::hub
