// A signed envelope before anybody has looked at its signature.
#include "kiosk/wire/envelope.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto bytes = fuzz::text_of(data, size);
    fuzz::round_trip(bytes, wire::decode_envelope, [](const Envelope& value) { return wire::encode(value); });
    return 0;
}
