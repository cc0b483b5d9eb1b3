// OpenSSL's allocations are wiped when they are freed, like the process's own.
#pragma once

#include "kiosk/base/result.h"

namespace kiosk24::seal {

// Called first in main: bad_argument if OpenSSL has already allocated.
Status wipe_freed_memory();

}  // namespace kiosk24::seal
