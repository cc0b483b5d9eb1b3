#include "kiosk/seal/memory.h"

#include <malloc.h>
#include <openssl/crypto.h>
#include <string.h>

#include <algorithm>
#include <cstdlib>

namespace kiosk24::seal {
namespace {

void* allocate(std::size_t size, const char*, int) {
    return std::malloc(size);
}

void release(void* memory, const char*, int) {
    if (memory == nullptr) return;
    explicit_bzero(memory, malloc_usable_size(memory));
    std::free(memory);
}

// realloc may move a block and leave its old bytes behind, so it is done by hand.
void* allocate_anew(void* memory, std::size_t size, const char* file, int line) {
    if (memory == nullptr) return allocate(size, file, line);
    if (size == 0) {
        release(memory, file, line);
        return nullptr;
    }
    const std::size_t had = malloc_usable_size(memory);
    void* larger = std::malloc(size);
    if (larger == nullptr) return nullptr;
    memcpy(larger, memory, std::min(had, size));
    release(memory, file, line);
    return larger;
}

}  // namespace

Status wipe_freed_memory() {
    if (CRYPTO_set_mem_functions(allocate, allocate_anew, release) == 1) return {};
    return Error(Code::bad_argument, "OpenSSL has already allocated memory");
}

}  // namespace kiosk24::seal
