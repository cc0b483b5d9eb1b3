// What a stranger's code or a broken line may bring: a code that keeps the contract, or none.
#include "drivers/scan_serial/line.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    using namespace kiosk24::drivers::scan_serial;
    LineReader at_once, byte_by_byte;
    const Moment now{Milliseconds(1000)};
    at_once.feed({data, size}, now);
    std::vector<std::string> whole, dripped;
    while (auto line = at_once.next())
        whole.push_back(std::move(*line));
    for (std::size_t i = 0; i < size; ++i)
        byte_by_byte.feed({data + i, 1}, now);
    while (auto line = byte_by_byte.next())
        dripped.push_back(std::move(*line));
    if (whole != dripped) fuzz::broken("lines do not depend on how their bytes arrive");
    for (const auto& line : whole) {
        for (const auto identifier : {Identifier::none, Identifier::aim}) {
            const auto code = code_in(line, identifier);
            if (!code) continue;
            const auto& text = code->text.reveal();
            if (text.empty() || text.size() > wire::kLongestCode_bytes || !is_utf8(text))
                fuzz::broken("a code keeps its limits");
            const auto message = wire::encode(wire::FromDriver(wire::Done{1, wire::Give(*code), 0}));
            if (!message) fuzz::broken("a code can be sent");
            if (!wire::decode_from_driver(*message, DeviceClass::code_reader))
                fuzz::broken("the terminal takes what the driver passes on");
        }
    }
    return 0;
}
