#include "kiosk/ui/wiping_memory.h"

#include <malloc.h>
#include <string.h>

#include <cstdlib>

namespace kiosk24::ui {

void* wiping_allocate(std::size_t size) {
    return std::malloc(size != 0 ? size : 1);
}

void wiping_release(void* block) {
    if (block == nullptr) return;
    explicit_bzero(block, malloc_usable_size(block));
    std::free(block);
}

}  // namespace kiosk24::ui
