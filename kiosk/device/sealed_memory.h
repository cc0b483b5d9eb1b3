// Bulk on its way to a driver: a memfd that nobody can shrink, grow, write or seal further.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/device/descriptor.h"

namespace kiosk24::device {

// out_of_space if there is no memory for it.
Result<Descriptor> make_sealed_memory(ByteView bytes);

}  // namespace kiosk24::device
