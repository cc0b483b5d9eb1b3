// Which family of algorithms a site uses: a setting, and a byte in everything that is sealed, so that data of
// both can be told apart.
//   international  AES-256-GCM, SHA-256, Ed25519
//   sm             SM4-CTR with HMAC-SM3 (encrypt-then-MAC), SM3, SM2 with SM3   (GB/T 39786 sites)
#pragma once

#include <optional>
#include <string_view>

#include "kiosk/base/result.h"

namespace kiosk24::seal {

enum class Profile { international, sm };
std::string_view name_of(Profile profile);
std::optional<Profile> profile_named(std::string_view name);

// Computes published vectors of every algorithm of the profile; unsupported if this OpenSSL has not got one
// or computes it wrongly. Called once at the program's start: nothing may be sealed before it.
Status self_test(Profile profile);

}  // namespace kiosk24::seal
