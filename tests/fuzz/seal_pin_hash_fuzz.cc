// A PIN's hash in the settings: what is accepted is checked in the time and memory of our own.
#include "kiosk/seal/pin_hash.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto hash = fuzz::text_of(data, size);
    const auto checked = seal::check_pin_hash(hash);
    if (checked && !hash.starts_with("$scrypt$ln=")) fuzz::broken("a hash is scrypt's");
    if (!checked && checked.error().code() != Code::bad_input) fuzz::broken("a refusal is bad_input");
    return 0;
}
