// How a driver is started: kiosk24-launch with the powers that its class needs, then the driver and its
// settings.
#pragma once

#include <vector>

#include "kiosk/device/driver_spec.h"
#include "kiosk/settings/settings.h"

namespace kiosk24::app {

std::vector<device::DriverSpec> driver_specs(const settings::Settings& settings);

}  // namespace kiosk24::app
