// What a terminal could send to a driver.
#include "kiosk/wire/driver_message.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto bytes = fuzz::text_of(data, size);
    fuzz::round_trip(bytes, wire::decode_to_driver,
                     [](const wire::ToDriver& message) { return wire::encode(message); });
    return 0;
}
