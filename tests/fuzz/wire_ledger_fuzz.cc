// What a damaged row of the journal could hold.
#include "kiosk/wire/ledger.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto bytes = fuzz::text_of(data, size);
    // The personal texts are compared as text.
    const auto revealed = [](const auto& written) -> Result<std::string> {
        if (!written) return written.error();
        return written->reveal();
    };
    const auto outbox = [&](const auto& value) { return revealed(wire::encode_outbox(value)); };
    fuzz::round_trip(bytes, wire::decode_facts, wire::encode_facts);
    fuzz::round_trip(bytes, wire::decode_personal, [&](const wire::PersonalFacts& facts) {
        return revealed(wire::encode_personal(facts));
    });
    fuzz::round_trip(bytes, wire::decode_outbox_application, outbox);
    fuzz::round_trip(bytes, wire::decode_outbox_call_back, outbox);
    fuzz::round_trip(bytes, wire::decode_outbox_rating, outbox);
    fuzz::round_trip(bytes, wire::decode_outbox_draft, outbox);
    fuzz::round_trip(bytes, wire::decode_outbox_draft_erasure, outbox);
    return 0;
}
