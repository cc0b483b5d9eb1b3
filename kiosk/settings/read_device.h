// One [[device]] table.
#pragma once

#include "kiosk/settings/settings.h"
#include "kiosk/settings/table_reader.h"

namespace kiosk24::settings {

// A name without a slash stands among the terminal's own programs; a relative path follows the rule of
// settings.h.
std::filesystem::path program_path(const std::string& program, const std::filesystem::path& programs,
                                   const Place& place);
// ", expected id_card_reader, ..."
std::string expected_classes();

// Mistakes go to the table's problems.
Device read_device(TableReader& table, const std::filesystem::path& programs, Site site);

}  // namespace kiosk24::settings
