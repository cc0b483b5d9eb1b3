// The tables of whom the terminal talks to: [hub], and what it has in common with [platform].
#pragma once

#include <string>
#include <vector>

#include "kiosk/settings/settings.h"
#include "kiosk/settings/table_reader.h"

namespace kiosk24::settings {

// Mistakes go to the table's problems.
void read_duration(TableReader& table, std::string_view key, int lowest_ms, int highest_ms,
                   Milliseconds& value);
// The key `url`: https, no path.
void read_url(TableReader& table, TableReader::Presence presence, std::string& url);
void read_pins(TableReader& table, std::vector<std::string>& pins);
void read_signers(TableReader& table, std::string_view key, std::vector<Signer>& signers);

void read_hub(TableReader table, Site site, Hub& hub);

}  // namespace kiosk24::settings
