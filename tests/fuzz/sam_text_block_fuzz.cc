// What a forged or damaged card may hold: what the driver accepts, the terminal can be told; what it refuses
// is card_refused.
#include "drivers/sam_serial/text_block.h"
#include "kiosk/wire/driver_message.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto card = drivers::sam_serial::read_text_block({data, size});
    if (!card && card.error().code() != Code::card_refused) fuzz::broken("a refusal is card_refused");
    if (!card) return 0;
    const auto bytes = wire::encode(wire::FromDriver(wire::Done{1, wire::give::Card{*card}}));
    if (!bytes) fuzz::broken("an accepted card can be sent");
    const auto message = wire::decode_from_driver(*bytes, DeviceClass::id_card_reader);
    if (!message) fuzz::broken("an accepted card is understood by the terminal");
    if (std::get<wire::give::Card>(std::get<wire::Done>(*message).give).card != *card)
        fuzz::broken("the terminal gets the card that was read");
    return 0;
}
