// The hash of a PIN that stands in the settings: salted and slow on purpose, so that a stolen settings file
// does not give the PIN away at once. scrypt (RFC 7914) with 32 MiB of memory, written in the PHC string
// format:
//     $scrypt$ln=15,r=8,p=3$<salt, base64 without padding>$<32 bytes, base64 without padding>
// Thread-safe. Both take a few tenths of a second and 32 MiB: never on the main thread.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/personal.h"
#include "kiosk/base/result.h"

namespace kiosk24::seal {

inline constexpr std::size_t kShortestPin = 6, kLongestPin = 12;

// With a fresh salt. bad_argument: not 6 to 12 digits, or one that anybody tries first (one digit over and
// over, digits in a row).
Result<std::string> hash_pin(const PersonalText& pin);
// Without checking any PIN: bad_input for a text that is no such hash, or one that would take forever.
Status check_pin_hash(std::string_view hash);
// False too for a hash that is none.
bool is_pin(const PersonalText& pin, std::string_view hash);

}  // namespace kiosk24::seal
