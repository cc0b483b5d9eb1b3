// Terminals, beats and their history.
#include "hub/store/store.h"

#include <fmt/format.h>

#include <map>

#include "hub/store/schema.h"

namespace kiosk24::hub {
namespace {

using sqlite::Statement;

std::string day_of(WallTime time) {
    const Date date = date_in_china(time);
    return fmt::format("{:04}{:02}{:02}", date.year, date.month, date.day);
}

Result<TerminalRecord> terminal_in(const Statement& row) {
    TerminalRecord terminal;
    terminal.terminal_id = row.text(0);
    terminal.certificate_sha256 = row.text(1);
    terminal.enrolled = {row.number(2)};
    terminal.link = link_named(row.text(3)).value_or(Link::never);
    terminal.link_since = {row.number(4)};
    terminal.last_seen = {row.number(5)};
    terminal.clock_offset_ms = row.number(6);
    if (const std::string text = row.text(7); !text.empty()) {
        auto beat = wire::decode_heartbeat(text);
        if (!beat) return Error(Code::broken_storage, beat.error().text()).with(terminal.terminal_id);
        terminal.beat = std::move(*beat);
    }
    return terminal;
}

// Of the same boot and later, or of a boot that is new: what the fleet has decided is held against what
// another hub may have written since.
constexpr const char* kKeepBeat = R"sql(
UPDATE terminals SET link=?2, link_since=?3, last_seen=?4, clock_offset=?5, boot_id=?6, sequence=?7, beat=?8
WHERE terminal_id=?1 AND ((boot_id=?6 AND sequence<?7) OR (boot_id<>?6 AND NOT EXISTS(
  SELECT 1 FROM boots WHERE terminal_id=?1 AND boot_id=?6))) RETURNING 1
)sql";

}  // namespace

Result<Store> Store::open(const std::filesystem::path& file, const sqlite::OpenOptions& options) {
    TRY(database, sqlite::open(file, kSchema, options));
    return Store(std::move(database));
}

Result<std::vector<TerminalRecord>> Store::terminals() {
    std::vector<TerminalRecord> all;
    std::map<std::string, std::vector<std::string>> past;
    Statement boots(database_.get(), "SELECT terminal_id, boot_id FROM boots ORDER BY replaced, rowid");
    for (;;) {
        TRY(is_there, boots.step());
        if (!is_there) break;
        past[boots.text(0)].push_back(boots.text(1));
    }
    Statement found(database_.get(),
                    "SELECT terminal_id, certificate_sha256, enrolled, link, link_since, last_seen, "
                    "clock_offset, beat FROM terminals ORDER BY terminal_id");
    for (;;) {
        TRY(is_there, found.step());
        if (!is_there) return all;
        TRY(terminal, terminal_in(found));
        terminal.past_boots = std::move(past[terminal.terminal_id]);
        all.push_back(std::move(terminal));
    }
}

Result<bool> Store::keep_beat(const TerminalRecord& terminal) {
    const Heartbeat& beat = *terminal.beat;
    TRY(text, wire::encode(beat));
    // A boot that is replaced must not come back after a restart either.
    Statement replacing(
        database_.get(),
        "INSERT OR IGNORE INTO boots(terminal_id, boot_id, replaced) SELECT terminal_id, boot_id, "
        "?2 FROM terminals WHERE terminal_id=?1 AND boot_id<>'' AND boot_id<>?3 AND NOT "
        "EXISTS(SELECT 1 FROM boots WHERE terminal_id=?1 AND boot_id=?3)");
    TRY_STATUS(
        replacing.bind(terminal.terminal_id).bind(terminal.last_seen.unix_ms).bind(beat.boot_id).run());
    if (sqlite3_changes(database_.get()) > 0) {
        Statement pruning(
            database_.get(),
            "DELETE FROM boots WHERE terminal_id=?1 AND rowid NOT IN (SELECT rowid FROM boots WHERE "
            "terminal_id=?1 ORDER BY replaced DESC, rowid DESC LIMIT ?2)");
        TRY_STATUS(pruning.bind(terminal.terminal_id).bind(static_cast<std::int64_t>(kMostPastBoots)).run());
    }
    Statement keeping(database_.get(), kKeepBeat);
    keeping.bind(terminal.terminal_id)
        .bind(name_of(terminal.link))
        .bind(terminal.link_since.unix_ms)
        .bind(terminal.last_seen.unix_ms)
        .bind(terminal.clock_offset_ms)
        .bind(beat.boot_id)
        .bind(static_cast<std::int64_t>(beat.sequence))
        .bind(text);
    TRY(is_kept, keeping.step());
    if (!is_kept) return false;
    TRY_STATUS(keeping.run());  // to its end
    const std::string day = day_of(terminal.last_seen);
    TRY_STATUS(make_day(day));
    Statement adding(database_.get(),
                     "INSERT INTO beats_" + day + "(terminal_id, received, beat) VALUES(?,?,?)");
    TRY_STATUS(adding.bind(terminal.terminal_id).bind(terminal.last_seen.unix_ms).bind(text).run());
    return true;
}

Status Store::keep_link(const TerminalRecord& terminal) {
    Statement keeping(database_.get(), "UPDATE terminals SET link=?, link_since=? WHERE terminal_id=?");
    return keeping.bind(name_of(terminal.link))
        .bind(terminal.link_since.unix_ms)
        .bind(terminal.terminal_id)
        .run();
}

Result<std::vector<Heartbeat>> Store::history(const std::string& terminal_id, std::size_t most) {
    std::vector<Heartbeat> beats;
    TRY(tables, days());
    for (auto table = tables.rbegin(); table != tables.rend() && beats.size() < most; ++table) {
        Statement found(
            database_.get(),
            "SELECT beat FROM " + *table + " WHERE terminal_id=? ORDER BY received DESC, rowid DESC LIMIT ?");
        found.bind(terminal_id).bind(static_cast<std::int64_t>(most - beats.size()));
        for (;;) {
            TRY(is_there, found.step());
            if (!is_there) break;
            TRY(beat, wire::decode_heartbeat(found.text(0)));
            beats.push_back(std::move(beat));
        }
    }
    return beats;
}

Result<std::vector<std::string>> Store::days() {
    std::vector<std::string> tables;
    Statement found(database_.get(),
                    "SELECT name FROM sqlite_schema WHERE type='table' AND name GLOB "
                    "'beats_[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]' ORDER BY name");
    for (;;) {
        TRY(is_there, found.step());
        if (!is_there) return tables;
        tables.push_back(found.text(0));
    }
}

Status Store::make_day(const std::string& day) {
    if (day == day_) return {};
    TRY_STATUS(
        sqlite::run(database_.get(),
                    fmt::format("CREATE TABLE IF NOT EXISTS beats_{0}(terminal_id TEXT NOT NULL, received "
                                "INTEGER NOT NULL, beat TEXT NOT NULL) STRICT; CREATE INDEX IF NOT EXISTS "
                                "beats_{0}_of ON beats_{0}(terminal_id, received)",
                                day)
                        .c_str()));
    TRY(tables, days());
    const std::size_t too_many = tables.size() > kHistory_days ? tables.size() - kHistory_days : 0;
    for (std::size_t i = 0; i < too_many; ++i)
        TRY_STATUS(sqlite::run(database_.get(), ("DROP TABLE " + tables[i]).c_str()));
    day_ = day;
    return {};
}

Status Store::begin_batch() {
    auto batch = std::make_unique<sqlite::Transaction>(database_.get());
    TRY_STATUS(batch->begin());
    batch_ = std::move(batch);
    return {};
}

Status Store::commit_batch() {
    const auto batch = std::move(batch_);
    const Status committed = batch->commit();
    if (!committed) day_.clear();  // its table may have gone with the batch
    return committed;
}

void Store::drop_batch() {
    batch_.reset();
    day_.clear();
}

}  // namespace kiosk24::hub
