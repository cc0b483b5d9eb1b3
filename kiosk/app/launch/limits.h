// What the driver may use up: memory, processor time, open files, and no core dumps.
#pragma once

#include "kiosk/app/launch/report.h"
#include "kiosk/app/launch/request.h"

namespace kiosk24::launch {

void set_limits(const Request& request, Report& report);

}  // namespace kiosk24::launch
