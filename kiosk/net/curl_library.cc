#include "kiosk/net/curl_library.h"

#include <malloc.h>

#include <cstdlib>
#include <cstring>

#include "kiosk/base/personal.h"
#include "kiosk/base/shared_library.h"

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

Curl table;

Status load() {
    TRY(library, SharedLibrary::open("libcurl.so.4"));
    const bool is_whole = library.find("curl_global_init_mem", table.global_init_mem) &&
                          library.find("curl_easy_init", table.easy_init) &&
                          library.find("curl_easy_cleanup", table.easy_cleanup) &&
                          library.find("curl_easy_setopt", table.easy_setopt) &&
                          library.find("curl_easy_getinfo", table.easy_getinfo) &&
                          library.find("curl_easy_perform", table.easy_perform) &&
                          library.find("curl_easy_strerror", table.easy_strerror) &&
                          library.find("curl_slist_append", table.slist_append) &&
                          library.find("curl_slist_free_all", table.slist_free_all) &&
                          library.find("curl_multi_init", table.multi_init) &&
                          library.find("curl_multi_cleanup", table.multi_cleanup) &&
                          library.find("curl_multi_setopt", table.multi_setopt) &&
                          library.find("curl_multi_add_handle", table.multi_add_handle) &&
                          library.find("curl_multi_remove_handle", table.multi_remove_handle) &&
                          library.find("curl_multi_poll", table.multi_poll) &&
                          library.find("curl_multi_wakeup", table.multi_wakeup) &&
                          library.find("curl_multi_perform", table.multi_perform) &&
                          library.find("curl_multi_info_read", table.multi_info_read) &&
                          library.find("curl_share_init", table.share_init) &&
                          library.find("curl_share_cleanup", table.share_cleanup) &&
                          library.find("curl_share_setopt", table.share_setopt);
    if (!is_whole) return Error(Code::unsupported, "libcurl lacks a function that we call");
    return {};
}

Status load_and_open() {
    TRY_STATUS(load());
    const auto code =
        table.global_init_mem(CURL_GLOBAL_DEFAULT, allocate, release, reallocate, duplicate, allocate_zeroed);
    if (code == CURLE_OK) return {};
    return Error(Code::unsupported, std::string("libcurl: ") + table.easy_strerror(code));
}

}  // namespace

Status open_curl() {
    static const Status opened = load_and_open();
    return opened;
}

const Curl& curl() {
    return table;
}

}  // namespace kiosk24::net
