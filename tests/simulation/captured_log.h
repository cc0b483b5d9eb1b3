// Who hears what the simulated terminals write to their technical log.
#pragma once

#include <functional>
#include <string_view>

namespace kiosk24::simulation {

using LogListener = std::function<void(std::string_view room, std::string_view text)>;
// One at a time; an empty one silences it.
void listen_to_log(LogListener listening);

}  // namespace kiosk24::simulation
