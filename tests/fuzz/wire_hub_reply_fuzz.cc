// What a broken or hostile hub could send to a terminal.
#include "kiosk/wire/hub_message.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto bytes = fuzz::text_of(data, size);
    const auto encode = [](const auto& value) { return wire::encode(value); };
    fuzz::round_trip(bytes, wire::decode_beat_reply, encode);
    fuzz::round_trip(bytes, wire::decode_hub_command, encode);
    fuzz::round_trip(bytes, wire::decode_enrolment_reply, encode);
    return 0;
}
