// What a broken or hostile platform could answer to any operation.
#include "kiosk/wire/platform_message.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto bytes = fuzz::text_of(data, size);
    const auto encode = [](const auto& value) { return wire::encode(value); };
    fuzz::round_trip(bytes, wire::decode_identity_reply, wire::encode_identity_reply);
    fuzz::round_trip(bytes, wire::decode_eid_holder, encode);
    fuzz::round_trip(bytes, wire::decode_face_match, encode);
    fuzz::round_trip(bytes, wire::decode_prefill, encode);
    fuzz::round_trip(bytes, wire::decode_licences, encode);
    fuzz::round_trip(bytes, wire::decode_decision, encode);
    fuzz::round_trip(bytes, wire::decode_settlement, wire::encode_settlement);
    fuzz::round_trip(bytes, wire::decode_cases, encode);
    fuzz::round_trip(bytes, wire::decode_draft_found, wire::encode_draft_found);
    fuzz::round_trip(bytes, wire::decode_guides, encode);
    fuzz::round_trip(bytes, wire::decode_guide, encode);
    fuzz::round_trip(bytes, wire::decode_problem, encode);
    return 0;
}
