// A signed envelope as JSON: {"alg": "Ed25519", "kid": "...", "payload": "<base64>", "signature":
// "<base64>"}. Whether the signature is right is for seal::verified_payload() to say.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/envelope.h"
#include "kiosk/base/result.h"

namespace kiosk24::wire {

inline constexpr std::size_t kLargestEnvelope_bytes = 12u << 20;

Result<std::string> encode(const Envelope& envelope);
// too_large, or bad_input naming the path.
Result<Envelope> decode_envelope(std::string_view bytes);

}  // namespace kiosk24::wire
