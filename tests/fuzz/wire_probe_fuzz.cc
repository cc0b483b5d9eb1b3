// What could be written to the rehearsal's probe port.
#include "kiosk/wire/probe_message.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto bytes = fuzz::text_of(data, size);
    const auto encode = [](const auto& value) { return wire::encode(value); };
    fuzz::round_trip(bytes, wire::decode_probe_request, encode);
    fuzz::round_trip(bytes, wire::decode_probe_reply, encode);
    return 0;
}
