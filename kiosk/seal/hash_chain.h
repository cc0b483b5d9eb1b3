// The audit log's chain: each entry's head is SHA-256(previous head || entry), so that nobody can change,
// remove or insert an entry without changing every later head; the last head travels in each heartbeat.
#pragma once

#include "kiosk/base/bytes.h"
#include "kiosk/seal/digest.h"

namespace kiosk24::seal {

// What stands before the first entry.
inline constexpr Digest kChainBegin{};
Digest next_head(const Digest& previous, ByteView entry);
// A head as stored: bad_input unless it is 32 bytes.
Result<Digest> head_from(ByteView bytes);

}  // namespace kiosk24::seal
