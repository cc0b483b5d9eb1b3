// A key file from outside: a trusted signer's public key, or a private key.
#include "kiosk/seal/envelope.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const std::string pem(fuzz::text_of(data, size));
    for (const auto* algorithm : {"Ed25519", "SM2-SM3"}) {
        const Envelope envelope{algorithm, "k", Bytes(3), Bytes(64)};
        if (seal::verified_payload(envelope, "fuzz", {{"k", algorithm, pem}}))
            fuzz::broken("a signature of zeros does not verify");
    }
    const auto key = seal::SigningKey::from_pem("k", pem);
    if (!key) return 0;
    if (!seal::sign(*key, "fuzz", as_bytes(pem))) fuzz::broken("a key that was read can sign");
    return 0;
}
