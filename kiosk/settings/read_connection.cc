#include "kiosk/settings/read_connection.h"

#include <algorithm>

#include "kiosk/base/bytes.h"

namespace kiosk24::settings {
namespace {

using Presence = TableReader::Presence;

bool is_url(std::string_view url) {
    constexpr std::string_view kScheme = "https://";
    if (!url.starts_with(kScheme)) return false;
    const auto authority = url.substr(kScheme.size());
    return !authority.empty() && std::all_of(authority.begin(), authority.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '.' || c == ':' || c == '[' || c == ']';
    });
}

bool is_pin(std::string_view pin) {
    constexpr std::string_view kPrefix = "sha256//";
    if (!pin.starts_with(kPrefix)) return false;
    const auto digest = from_base64(pin.substr(kPrefix.size()));
    return digest && digest->size() == 32;
}

}  // namespace

void read_duration(TableReader& table, std::string_view key, int lowest_ms, int highest_ms,
                   Milliseconds& value) {
    int count = static_cast<int>(value.count());
    table.integer(key, Presence::optional, lowest_ms, highest_ms, count);
    value = Milliseconds(count);
}

void read_url(TableReader& table, Presence presence, std::string& url) {
    table.text("url", presence, url);
    if (!url.empty() && !is_url(url))
        table.problem("url", "'" + url + "', expected https://host or https://host:port, no path");
}

void read_pins(TableReader& table, std::vector<std::string>& pins) {
    table.texts("pins", Presence::optional, pins);
    for (const auto& pin : pins) {
        if (!is_pin(pin))
            table.problem("pins", "'" + pin + "', expected sha256// and 32 bytes in base64 (44 characters)");
    }
}

void read_signers(TableReader& table, std::string_view key, std::vector<Signer>& signers) {
    for (auto& signer_table : table.tables(key, Presence::required)) {
        Signer signer;
        signer_table.text("id", Presence::required, signer.id);
        signer_table.text("algorithm", Presence::required, signer.algorithm);
        if (!signer.algorithm.empty() && signer.algorithm != "Ed25519" && signer.algorithm != "SM2-SM3")
            signer_table.problem("algorithm", "'" + signer.algorithm + "', expected Ed25519 or SM2-SM3");
        signer_table.path("public_key_file", Presence::required, signer.public_key_file);
        signer_table.refuse_others();
        signers.push_back(std::move(signer));
    }
}

void read_hub(TableReader table, Site site, Hub& hub) {
    constexpr int kFastest_ms = 100, kSlowest_ms = 600'000;
    read_url(table, Presence::optional, hub.url);
    const auto needed = hub.is_used() ? Presence::required : Presence::optional;
    table.path("ca_file", needed, hub.ca_file);
    table.path("client_certificate_file", needed, hub.client_certificate_file);
    table.path("client_key_file", needed, hub.client_key_file);
    read_pins(table, hub.pins);
    if (site == Site::production && hub.is_used() && hub.pins.empty())
        table.problem("pins", "a terminal in production pins its hub's key, expected at least one");
    if (hub.is_used() || table.take("command_signer") != nullptr)
        read_signers(table, "command_signer", hub.command_signers);
    read_duration(table, "heartbeat_every_ms", kFastest_ms, kSlowest_ms, hub.heartbeat_every);
    table.refuse_others();
}

}  // namespace kiosk24::settings
