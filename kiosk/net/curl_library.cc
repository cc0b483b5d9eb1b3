#include "kiosk/net/curl_library.h"

#include <dlfcn.h>
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

Curl table;

template <typename Function>
bool find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    return function != nullptr;
}

// The same library stays until the process ends: there is nothing to close.
Status load() {
    void* library = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return Error(Code::unsupported, std::string("libcurl: ") + ::dlerror());
    const bool is_whole = find(library, "curl_global_init_mem", table.global_init_mem) &&
                          find(library, "curl_easy_init", table.easy_init) &&
                          find(library, "curl_easy_cleanup", table.easy_cleanup) &&
                          find(library, "curl_easy_setopt", table.easy_setopt) &&
                          find(library, "curl_easy_getinfo", table.easy_getinfo) &&
                          find(library, "curl_easy_perform", table.easy_perform) &&
                          find(library, "curl_easy_strerror", table.easy_strerror) &&
                          find(library, "curl_slist_append", table.slist_append) &&
                          find(library, "curl_slist_free_all", table.slist_free_all) &&
                          find(library, "curl_multi_init", table.multi_init) &&
                          find(library, "curl_multi_cleanup", table.multi_cleanup) &&
                          find(library, "curl_multi_setopt", table.multi_setopt) &&
                          find(library, "curl_multi_add_handle", table.multi_add_handle) &&
                          find(library, "curl_multi_remove_handle", table.multi_remove_handle) &&
                          find(library, "curl_multi_poll", table.multi_poll) &&
                          find(library, "curl_multi_wakeup", table.multi_wakeup) &&
                          find(library, "curl_multi_perform", table.multi_perform) &&
                          find(library, "curl_multi_info_read", table.multi_info_read) &&
                          find(library, "curl_share_init", table.share_init) &&
                          find(library, "curl_share_cleanup", table.share_cleanup) &&
                          find(library, "curl_share_setopt", table.share_setopt);
    if (!is_whole) return Error(Code::unsupported, std::string("libcurl: ") + ::dlerror());
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
