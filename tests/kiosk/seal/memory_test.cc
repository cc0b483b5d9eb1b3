#include "kiosk/seal/memory.h"

#include <gtest/gtest.h>
#include <openssl/crypto.h>

#include <cstring>

#include "kiosk/seal/digest.h"

namespace {
std::size_t wiped_bytes = 0;
}

// Stands before the C library's, so that the test can see what is wiped without looking at freed memory.
extern "C" void explicit_bzero(void* memory, std::size_t size) noexcept {
    wiped_bytes += size;
    auto* bytes = static_cast<volatile char*>(memory);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = 0;
}

namespace kiosk24::seal {
namespace {

// One test in this program, because OpenSSL can be told only once and only at the beginning.
TEST(WipeFreedMemory, OpensslsBlocksAreWipedMovedAndFreedAndItCannotBeTurnedOnLate) {
    ASSERT_TRUE(wipe_freed_memory().has_value());
    CRYPTO_malloc_fn allocate = nullptr;
    CRYPTO_realloc_fn move = nullptr;
    CRYPTO_free_fn release = nullptr;
    CRYPTO_get_mem_functions(&allocate, &move, &release);
    EXPECT_NE(release, nullptr);

    char* block = static_cast<char*>(OPENSSL_malloc(64));
    std::strcpy(block, "a secret that moves");
    wiped_bytes = 0;
    char* moved = static_cast<char*>(OPENSSL_realloc(block, 100'000));
    ASSERT_NE(moved, nullptr);
    EXPECT_STREQ(moved, "a secret that moves");
    EXPECT_GE(wiped_bytes, 64u);
    moved = static_cast<char*>(OPENSSL_realloc(moved, 8));
    EXPECT_EQ(std::memcmp(moved, "a secret", 8), 0);
    wiped_bytes = 0;
    OPENSSL_free(moved);
    EXPECT_GE(wiped_bytes, 8u);
    OPENSSL_free(nullptr);

    EXPECT_EQ(sha256_hex(as_bytes("abc")).size(), 64u);
    EXPECT_EQ(wipe_freed_memory().error().code(), Code::bad_argument);
}

}  // namespace
}  // namespace kiosk24::seal
