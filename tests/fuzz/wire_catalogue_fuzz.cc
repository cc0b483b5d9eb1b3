// A catalogue or a matter's file.
#include "kiosk/wire/catalogue.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto bytes = fuzz::text_of(data, size);
    const auto encode = [](const auto& value) { return wire::encode(value); };
    fuzz::round_trip(bytes, wire::decode_catalogue, encode);
    fuzz::round_trip(bytes, wire::decode_matter, encode);
    (void)wire::decode_groups(bytes);
    return 0;
}
