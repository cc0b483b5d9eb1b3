// What anybody could send to a platform.
#include "kiosk/wire/platform_message.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto bytes = fuzz::text_of(data, size);
    const auto encode = [](const auto& value) { return wire::encode(value); };
    fuzz::round_trip(bytes, wire::decode_identity_request, wire::encode_identity_request);
    fuzz::round_trip(bytes, wire::decode_eid_request, wire::encode_eid_request);
    fuzz::round_trip(bytes, wire::decode_face_question, encode);
    fuzz::round_trip(bytes, wire::decode_prefill_request, encode);
    fuzz::round_trip(bytes, wire::decode_licence_query, encode);
    fuzz::round_trip(bytes, wire::decode_case_query, encode);
    fuzz::round_trip(bytes, wire::decode_draft_query, wire::encode_draft_query);
    fuzz::round_trip(
        bytes, [](std::string_view text) { return wire::decode_draft(text, "key"); }, encode);
    fuzz::round_trip(
        bytes, [](std::string_view text) { return wire::decode_rating(text, "key"); }, encode);
    fuzz::round_trip(
        bytes, [](std::string_view text) { return wire::decode_application(text, "key"); }, encode);
    fuzz::round_trip(
        bytes, [](std::string_view text) { return wire::decode_call_back(text, "key"); }, encode);
    return 0;
}
