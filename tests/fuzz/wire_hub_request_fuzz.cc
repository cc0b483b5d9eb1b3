// What a broken or hostile terminal could send to the hub.
#include "kiosk/wire/hub_message.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto bytes = fuzz::text_of(data, size);
    const auto encode = [](const auto& value) { return wire::encode(value); };
    fuzz::round_trip(bytes, wire::decode_heartbeat, encode);
    fuzz::round_trip(bytes, wire::decode_command_outcomes, encode);
    fuzz::round_trip(bytes, wire::decode_enrolment_request, encode);
    return 0;
}
