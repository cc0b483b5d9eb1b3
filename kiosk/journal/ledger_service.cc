// What service mode needs of the book: its record, kept beside the entries that make it (so it outlives their
// retention), and the latest lines for the maintainer.
#include <charconv>

#include "kiosk/journal/ledger.h"
#include "kiosk/journal/sealing.h"
#include "kiosk/journal/sqlite.h"

namespace kiosk24::journal {
namespace {

constexpr std::string_view kPages = "pages.", kRefilled = "refilled.";

std::int64_t number_in(const wire::Facts& facts, const std::string& name) {
    std::int64_t value = 0;
    const auto found = facts.find(name);
    if (found != facts.end())
        std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
    return value;
}

wire::Facts facts_of(const ServiceRecord& record) {
    wire::Facts facts{{"wrong_pins", std::to_string(record.wrong_pins)},
                      {"last_try_at", std::to_string(record.last_try_at.unix_ms)},
                      {"closed_for", record.closed_for},
                      {"closed_at", std::to_string(record.closed_at.unix_ms)}};
    for (const auto& [device_class, supply] : record.supplies) {
        facts[std::string(kPages) + device_class] = std::to_string(supply.pages);
        facts[std::string(kRefilled) + device_class] = std::to_string(supply.refilled_at.unix_ms);
    }
    return facts;
}

ServiceRecord record_of(const wire::Facts& facts) {
    ServiceRecord record;
    record.wrong_pins = static_cast<int>(number_in(facts, "wrong_pins"));
    record.last_try_at.unix_ms = number_in(facts, "last_try_at");
    if (const auto found = facts.find("closed_for"); found != facts.end()) record.closed_for = found->second;
    record.closed_at.unix_ms = number_in(facts, "closed_at");
    for (const auto& [name, value] : facts) {
        if (!name.starts_with(kPages)) continue;
        const auto device_class = name.substr(kPages.size());
        record.supplies[device_class] = {
            .pages = static_cast<int>(number_in(facts, name)),
            .refilled_at = {number_in(facts, std::string(kRefilled) + device_class)}};
    }
    return record;
}

// Only service mode's own entries say more than their kind.
Result<BookLine> line_of(const Statement& row, const seal::KeyStore& keys, LedgerKind kind) {
    BookLine line{.at = {row.integer(1)}, .kind = kind, .device = {}, .result = {}};
    if (!name_of(kind).starts_with("service_") || row.is_null(3)) return line;
    TRY(facts, open_facts(keys, {"entries", std::to_string(row.integer(0))}, row.blob(3)));
    line.device = facts["device"];
    line.result = facts["result"];
    return line;
}

}  // namespace

Result<ServiceRecord> Ledger::service_record() {
    auto statement = database_->prepare("SELECT value FROM meta WHERE name = 'service'");
    TRY(has_row, statement.step());
    if (!has_row) return ServiceRecord{};
    TRY(facts, wire::decode_facts(statement.text(0)).with("the record of service mode"));
    return record_of(facts);
}

Status Ledger::keep_service_record(const std::vector<LedgerEntry>& entries) {
    std::optional<ServiceRecord> record;
    for (const auto& entry : entries) {
        if (!tells_of_service(entry.kind)) continue;
        if (!record) {
            TRY(kept, service_record());
            record = std::move(kept);
        }
        record = fold(*std::move(record), entry);
    }
    if (!record) return {};
    TRY(text, wire::encode_facts(facts_of(*record)));
    auto statement = database_->prepare(
        "INSERT INTO meta(name, value) VALUES('service', ?1)"
        " ON CONFLICT(name) DO UPDATE SET value = ?1");
    return statement.bind(1, std::string_view(text)).run();
}

Result<std::vector<BookLine>> Ledger::latest_lines(int most) {
    auto statement = database_->prepare("SELECT id, at, kind, facts FROM entries ORDER BY id DESC LIMIT ?");
    statement.bind(1, std::int64_t{most});
    std::vector<BookLine> lines;
    while (true) {
        TRY(has_row, statement.step());
        if (!has_row) return lines;
        const auto kind = ledger_kind_named(statement.text(2));
        if (!kind) return Error(Code::broken_storage, "an entry is of no known kind");
        TRY(line, line_of(statement, *options_.keys, *kind));
        lines.push_back(std::move(line));
    }
}

}  // namespace kiosk24::journal
