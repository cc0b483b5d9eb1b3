// Heartbeats and commands as terminals and hub would send them, for tests.
#pragma once

#include <string>

#include "kiosk/model/heartbeat.h"

namespace kiosk24::test {

inline const std::string kBoot = std::string(31, '0') + "1", kNextBoot = std::string(31, '0') + "2";

// A terminal in service with every member filled.
Heartbeat sample_beat(std::uint64_t sequence = 1, const std::string& boot_id = kBoot,
                      const std::string& terminal_id = "LG-0001");
HubCommand sample_command();  // out of service, for LG-0001

}  // namespace kiosk24::test
