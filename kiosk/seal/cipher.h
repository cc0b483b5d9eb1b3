// The two ways to seal bytes, under one shape: `covered` is authenticated, `plain` is also hidden. For the
// .cc files of this room only.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/base/personal.h"
#include "kiosk/base/result.h"

namespace kiosk24::seal {

inline constexpr std::size_t kGcmKey_bytes = 32, kGcmNonce_bytes = 12, kGcmTag_bytes = 16;
inline constexpr std::size_t kSm4Key_bytes = 16, kSm4Nonce_bytes = 16, kSm3Tag_bytes = 32;
inline constexpr std::size_t kSmKey_bytes = kSm4Key_bytes + 32;  // SM4's, then the MAC's

// Ciphertext followed by the tag.
Result<Bytes> gcm_seal(ByteView key, ByteView nonce, ByteView covered, ByteView plain);
Result<PersonalText> gcm_open(ByteView key, ByteView nonce, ByteView covered, ByteView sealed);

// SM4 in counter mode, then HMAC-SM3 over covered | nonce | ciphertext, where `covered` begins with its
// length.
Result<Bytes> sm_seal(ByteView key, ByteView nonce, ByteView covered, ByteView plain);
Result<PersonalText> sm_open(ByteView key, ByteView nonce, ByteView covered, ByteView sealed);

}  // namespace kiosk24::seal
