#include "kiosk/seal/digest.h"

#include <openssl/crypto.h>
#include <openssl/hmac.h>

#include "kiosk/seal/native.h"

namespace kiosk24::seal {
namespace {

Digest digest_with(const EVP_MD* algorithm, ByteView bytes) {
    Digest digest{};
    unsigned int size = 0;
    const bool done = algorithm != nullptr && EVP_MD_get_size(algorithm) == static_cast<int>(digest.size()) &&
                      EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm, nullptr) == 1;
    if (!done) give_up("compute a digest");
    return digest;
}

Digest hmac_with(const EVP_MD* algorithm, ByteView key, ByteView bytes) {
    Digest digest{};
    unsigned int size = 0;
    static const std::uint8_t kNothing = 0;  // HMAC() takes a null key for "the key of last time"
    const bool done = algorithm != nullptr && EVP_MD_get_size(algorithm) == static_cast<int>(digest.size()) &&
                      HMAC(algorithm, key.empty() ? &kNothing : key.data(), static_cast<int>(key.size()),
                           bytes.data(), bytes.size(), digest.data(), &size) != nullptr;
    if (!done) give_up("compute a keyed digest");
    return digest;
}

}  // namespace

Digest sha256(ByteView bytes) {
    return digest_with(EVP_sha256(), bytes);
}
std::string sha256_hex(ByteView bytes) {
    return to_hex(sha256(bytes));
}
Digest sm3(ByteView bytes) {
    return digest_with(EVP_sm3(), bytes);
}
Digest hmac_sha256(ByteView key, ByteView bytes) {
    return hmac_with(EVP_sha256(), key, bytes);
}
Digest hmac_sm3(ByteView key, ByteView bytes) {
    return hmac_with(EVP_sm3(), key, bytes);
}
Digest digest(Profile profile, ByteView bytes) {
    return profile == Profile::sm ? sm3(bytes) : sha256(bytes);
}
Digest keyed_digest(Profile profile, ByteView key, ByteView bytes) {
    return profile == Profile::sm ? hmac_sm3(key, bytes) : hmac_sha256(key, bytes);
}

bool equal_in_constant_time(ByteView a, ByteView b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace kiosk24::seal
