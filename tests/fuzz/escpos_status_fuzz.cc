// What a broken printer or line may answer: bytes become statuses and conditions that can be told, or
// nothing.
#include "drivers/escpos/protocol.h"
#include "kiosk/wire/driver_message.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    using namespace kiosk24::drivers::escpos;
    PrinterStatus status;
    for (std::size_t i = 0; i < size; ++i) {
        if (is_status(data[i]) && (is_fence(data[i]) || is_flow_control(data[i])))
            fuzz::broken("a byte answers one question only");
        take(status, static_cast<int>(i % 6), data[i]);
        const auto condition = condition_of(status);
        if (entry_of(condition.fault).blocks == is_usable(condition))
            fuzz::broken("a printer with a fault that blocks is not used, any other is");
        const auto told = wire::encode(wire::FromDriver(wire::ConditionChanged{condition}));
        if (!told || !wire::decode_from_driver(*told, DeviceClass::receipt_printer))
            fuzz::broken("every condition can be told");
    }
    return 0;
}
