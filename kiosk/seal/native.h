// OpenSSL's objects with their owners. For the .cc files of this room only.
#pragma once

#include <openssl/err.h>
#include <openssl/evp.h>

#include <cstdlib>
#include <memory>
#include <string_view>

#include "kiosk/base/log.h"

namespace kiosk24::seal {

template <auto Free>
struct Freeing {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freeing<EVP_CIPHER_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freeing<EVP_MD_CTX_free>>;
using NativeKey = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using NativeKeyContext = std::unique_ptr<EVP_PKEY_CTX, Freeing<EVP_PKEY_CTX_free>>;

// For what can only fail when the library itself is broken: going on would seal nothing.
[[noreturn]] inline void give_up(std::string_view what) {
    log::error("seal", "OpenSSL cannot {}: the program ends", what);
    std::abort();
}

// OpenSSL keeps a queue of errors a thread; ours are told in our own words.
inline void forget_native_errors() {
    ERR_clear_error();
}

}  // namespace kiosk24::seal
