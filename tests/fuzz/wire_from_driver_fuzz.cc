// What a broken driver could send to the terminal.
#include "kiosk/wire/driver_message.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto bytes = fuzz::text_of(data, size);
    for (const auto device_class :
         {DeviceClass::id_card_reader, DeviceClass::document_printer, DeviceClass::document_verify,
          DeviceClass::receipt_printer, DeviceClass::document_composer}) {
        fuzz::round_trip(
            bytes, [=](std::string_view text) { return wire::decode_from_driver(text, device_class); },
            [](const wire::FromDriver& message) { return wire::encode(message); });
    }
    return 0;
}
