#include "kiosk/wire/envelope.h"

#include "kiosk/wire/json_reading.h"

namespace kiosk24::wire {

Result<std::string> encode(const Envelope& envelope) {
    return write_json(Json{{"alg", envelope.algorithm},
                           {"kid", envelope.key_id},
                           {"payload", to_base64(envelope.payload)},
                           {"signature", to_base64(envelope.signature)}},
                      kLargestEnvelope_bytes);
}

Result<Envelope> decode_envelope(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestEnvelope_bytes));
    const auto root = document.root();
    Envelope envelope;
    envelope.algorithm = root.member("alg").word(32);
    envelope.key_id = root.member("kid").word(64);
    envelope.payload = root.member("payload").base64(kLargestEnvelope_bytes);
    envelope.signature = root.member("signature").base64(256);
    return document.finish(std::move(envelope));
}

}  // namespace kiosk24::wire
