#include "kiosk/seal/random.h"

#include <openssl/rand.h>

#include "kiosk/seal/native.h"

namespace kiosk24::seal {

void fill_random(std::span<std::uint8_t> bytes) {
    if (RAND_priv_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) give_up("make random bytes");
}

Bytes random_bytes(std::size_t count) {
    Bytes bytes(count);
    fill_random(bytes);
    return bytes;
}

std::string random_hex(std::size_t bytes) {
    return to_hex(random_bytes(bytes));
}

}  // namespace kiosk24::seal
