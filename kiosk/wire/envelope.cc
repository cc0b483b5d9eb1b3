#include "kiosk/wire/envelope.h"

#include "kiosk/wire/json_shapes.h"

namespace kiosk24::wire {

Result<std::string> encode(const Envelope& envelope) {
    return write_json(json_of(envelope), kLargestEnvelope_bytes);
}

Result<Envelope> decode_envelope(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestEnvelope_bytes));
    return document.finish(read_envelope(document.root(), kLargestEnvelope_bytes));
}

}  // namespace kiosk24::wire
