// What anybody may send to the hub without a certificate: a certificate request.
#include "hub/pki/certificates.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto read = pki::signing_request_from_pem(std::string(fuzz::text_of(data, size)));
    if (!read) {
        if (read.error().code() != Code::bad_input) fuzz::broken("a refusal is bad_input");
        return 0;
    }
    if (!read->key || read->key_sha256.size() != 64) fuzz::broken("what is accepted has a key");
    return 0;
}
