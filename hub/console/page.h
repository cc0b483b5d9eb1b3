// The console's page: the list of terminals as one HTML document that needs nothing else, in Chinese or
// English. It asks for itself again each second while it is looked at; without scripts the browser reloads
// it. Whatever came from a terminal is escaped. Pure.
#pragma once

#include <string>
#include <string_view>

#include "hub/console/fleet_json.h"

namespace kiosk24::hub {

inline constexpr std::size_t kMostRows = 500;  // the most troubled first; JSON has them all

std::string fleet_page(const FleetView& view, Language language);
// The page's one script and one style, and the header Content-Security-Policy that lets in them alone, given
// the SHA-256 of each in base64.
std::string_view page_script();
std::string_view page_style();
std::string page_policy(std::string_view script_sha256, std::string_view style_sha256);
// `text` so that it can stand in an element or an attribute.
std::string escaped(std::string_view text);

}  // namespace kiosk24::hub
