// What the room is told about one driver.
#pragma once

#include <string>
#include <vector>

#include "kiosk/model/device.h"

namespace kiosk24::device {

// always: hardware, whose driver runs as long as the terminal. on_demand: a software device, started once at
// the beginning to prove that it works, again when it is needed or a card was read, ended when it was long
// unused.
enum class Keep { always, on_demand };

struct DriverSpec {
    std::string id;  // the settings' name of the device: "reader", "a4"
    DeviceClass device_class = DeviceClass::id_card_reader;
    std::vector<std::string> argv;  // the whole command line, usually kiosk24-launch … -- driver …
    Keep keep = Keep::always;
};

}  // namespace kiosk24::device
