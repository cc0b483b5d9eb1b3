// What the driver may use up: memory, processor time, open files, and no core dumps; and what it may leave in
// the memory that it gives back.
#pragma once

#include "kiosk/app/launch/report.h"
#include "kiosk/app/launch/request.h"

namespace kiosk24::launch {

void set_limits(const Request& request, Report& report);

// The driver's C library overwrites whatever is freed, by which library ever: a vendor's keeps no person's
// words in memory that nobody uses any more.
void overwrite_freed_memory(Report& report);

}  // namespace kiosk24::launch
