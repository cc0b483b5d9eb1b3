// Random bytes from OpenSSL's generator. Thread-safe. If the generator fails the program ends: a key or an
// idempotency key that is not random is worse than a terminal that is out of service.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "kiosk/base/bytes.h"

namespace kiosk24::seal {

void fill_random(std::span<std::uint8_t> bytes);
Bytes random_bytes(std::size_t count);
// 2 * `bytes` hex digits: case ids (16), session ids (8), keys.
std::string random_hex(std::size_t bytes);

}  // namespace kiosk24::seal
