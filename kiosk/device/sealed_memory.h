// Bulk on its way to a driver, or from one: a memfd that nobody can shrink, grow or write.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/device/descriptor.h"
#include "kiosk/model/application.h"

namespace kiosk24::device {

// out_of_space if there is no memory for it.
Result<Descriptor> make_sealed_memory(ByteView bytes);

// What came from a driver, copied. bad_input if it is no memfd sealed against shrink, grow and write, or
// empty; too_large over wire::kLargestBulk_bytes.
Result<DocumentBytes> read_sealed_memory(const Descriptor& memory);

}  // namespace kiosk24::device
