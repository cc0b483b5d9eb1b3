#include "kiosk/net/curl_library.h"

#include <curl/curl.h>
#include <malloc.h>

#include <cstdlib>
#include <cstring>

#include "kiosk/base/personal.h"

namespace kiosk24::net {
namespace {

void* allocate(std::size_t size) {
    return std::malloc(size);
}

void release(void* memory) {
    if (memory == nullptr) return;
    wipe(memory, malloc_usable_size(memory));
    std::free(memory);
}

// realloc() may move and leave the old place unwiped.
void* reallocate(void* memory, std::size_t size) {
    if (memory == nullptr) return std::malloc(size);
    const auto had = malloc_usable_size(memory);
    if (size != 0 && size <= had) return memory;
    void* larger = std::malloc(size);
    if (larger == nullptr) return nullptr;
    std::memcpy(larger, memory, had < size ? had : size);
    release(memory);
    return larger;
}

char* duplicate(const char* text) {
    return ::strdup(text);
}

void* allocate_zeroed(std::size_t count, std::size_t size) {
    return std::calloc(count, size);
}

}  // namespace

Status open_curl() {
    static const CURLcode code =
        curl_global_init_mem(CURL_GLOBAL_DEFAULT, allocate, release, reallocate, duplicate, allocate_zeroed);
    if (code == CURLE_OK) return {};
    return Error(Code::unsupported, std::string("libcurl: ") + curl_easy_strerror(code));
}

}  // namespace kiosk24::net
