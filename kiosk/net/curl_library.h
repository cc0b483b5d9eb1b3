// libcurl as a whole.
#pragma once

#include "kiosk/base/result.h"

namespace kiosk24::net {

// Opens libcurl with an allocator that wipes what it frees (requests and answers pass through its buffers).
// Once a process, by the first network thread; later calls give the first one's result. It opens OpenSSL too,
// so seal::wipe_freed_memory() comes before it.
Status open_curl();

}  // namespace kiosk24::net
