// Making a command. Pure: id and time are given. Its signature is the caller's business.
#pragma once

#include "hub/fleet/records.h"
#include "kiosk/base/result.h"

namespace kiosk24::hub {

inline constexpr Milliseconds kCommandLasts{24 * 3600 * 1000LL};

// bad_argument for a name that is no terminal's, no notice in Chinese or one that is too long, a life that is
// over at once.
Result<HubCommand> new_command(std::string id, std::string terminal_id, Order what, WallTime now,
                               Milliseconds lasts);

}  // namespace kiosk24::hub
