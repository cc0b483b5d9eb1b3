// libcurl as a whole. It is loaded when the first network thread starts, not when the program does: with what
// it needs itself it is a quarter of all libraries that would otherwise be read before the first picture.
#pragma once

#include <curl/curl.h>

#include "kiosk/base/result.h"

namespace kiosk24::net {

// What this room calls of it, each under libcurl's own name without "curl_".
struct Curl {
    decltype(&curl_global_init_mem) global_init_mem = nullptr;
    decltype(&curl_easy_init) easy_init = nullptr;
    decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
    decltype(&curl_easy_setopt) easy_setopt = nullptr;
    decltype(&curl_easy_getinfo) easy_getinfo = nullptr;
    decltype(&curl_easy_perform) easy_perform = nullptr;
    decltype(&curl_easy_strerror) easy_strerror = nullptr;
    decltype(&curl_slist_append) slist_append = nullptr;
    decltype(&curl_slist_free_all) slist_free_all = nullptr;
    decltype(&curl_multi_init) multi_init = nullptr;
    decltype(&curl_multi_cleanup) multi_cleanup = nullptr;
    decltype(&curl_multi_setopt) multi_setopt = nullptr;
    decltype(&curl_multi_add_handle) multi_add_handle = nullptr;
    decltype(&curl_multi_remove_handle) multi_remove_handle = nullptr;
    decltype(&curl_multi_poll) multi_poll = nullptr;
    decltype(&curl_multi_wakeup) multi_wakeup = nullptr;
    decltype(&curl_multi_perform) multi_perform = nullptr;
    decltype(&curl_multi_info_read) multi_info_read = nullptr;
    decltype(&curl_share_init) share_init = nullptr;
    decltype(&curl_share_cleanup) share_cleanup = nullptr;
    decltype(&curl_share_setopt) share_setopt = nullptr;
};

// Loads libcurl and opens it with an allocator that wipes what it frees (requests and answers pass through
// its buffers). Once a process, by the first network thread; later calls give the first one's result. It
// opens OpenSSL too, so seal::wipe_freed_memory() comes before it. unsupported: it is not there, or not
// whole.
Status open_curl();

// After open_curl() succeeded.
const Curl& curl();

}  // namespace kiosk24::net
