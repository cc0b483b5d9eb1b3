// What the command line does beside a serving hub: it writes to the same store, and `serve` finds it there at
// the next beat. Errors are told to the person at the keyboard.
#pragma once

#include <filesystem>
#include <string>

#include "kiosk/base/result.h"
#include "kiosk/model/heartbeat.h"

namespace kiosk24::hub {

// A one-time code; earlier ones of this terminal that nobody used are worth nothing any more.
Result<std::string> give_code(const std::filesystem::path& directory, const std::string& terminal_id,
                              Milliseconds lasts);
// Signs and queues; the command's id. not_found if no such terminal is enrolled, server_busy if too many
// wait.
Result<std::string> give_order(const std::filesystem::path& directory, const std::string& terminal_id,
                               const Order& what, Milliseconds lasts);

}  // namespace kiosk24::hub
