#include "kiosk/base/personal.h"

#include <string.h>

namespace kiosk24 {

void wipe(void* memory, std::size_t size) {
    if (memory != nullptr && size > 0) explicit_bzero(memory, size);
}

}  // namespace kiosk24
