// Digests and keyed digests of both profiles. Thread-safe. An algorithm that OpenSSL has not got ends the
// program (self_test() finds that at the start).
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "kiosk/base/bytes.h"
#include "kiosk/seal/profile.h"

namespace kiosk24::seal {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(ByteView bytes);
std::string sha256_hex(ByteView bytes);
Digest sm3(ByteView bytes);  // GB/T 32905
Digest hmac_sha256(ByteView key, ByteView bytes);
Digest hmac_sm3(ByteView key, ByteView bytes);
// The profile's own.
Digest digest(Profile profile, ByteView bytes);
Digest keyed_digest(Profile profile, ByteView key, ByteView bytes);

// Takes as long whether they differ early or late; false for different lengths.
bool equal_in_constant_time(ByteView a, ByteView b);

}  // namespace kiosk24::seal
