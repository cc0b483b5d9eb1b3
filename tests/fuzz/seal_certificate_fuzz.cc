// What the hub gives a terminal that enrols: a certificate for the key that it has just made.
#include "kiosk/seal/certificate.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    static const auto request = seal::request_certificate("LG-0001");
    if (!request) fuzz::broken("a terminal can ask for a certificate");
    const auto pem = fuzz::text_of(data, size);
    const auto end = seal::certificate_end(pem);
    if (!end && end.error().code() != Code::bad_input) fuzz::broken("a refusal is bad_input");
    const auto checked = seal::check_certificate(pem, request->private_key_pem.reveal(), "LG-0001");
    if (checked) fuzz::broken("nobody has certified that key");
    const auto code = checked.error().code();
    if (code != Code::bad_input && code != Code::document_mismatch)
        fuzz::broken("a refusal is bad_input or document_mismatch");
    return 0;
}
