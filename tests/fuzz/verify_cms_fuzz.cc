// The signature inside a PDF (CMS, RFC 5652) with any bytes in it: nobody's word counts who is not trusted.
#include "drivers/document_verify/signers.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    using namespace kiosk24::drivers::document_verify;
    // An authority whose key was thrown away: nothing is signed by it.
    static const auto trusted = TrustedSigners::from_pem(R"(-----BEGIN CERTIFICATE-----
MIIBODCB66ADAgECAhQM/hlKBSmmnWHxgsNF574/NHg2szAFBgMrZXAwETEPMA0G
A1UEAwwGTm9ib2R5MCAXDTI2MTEyMjE1NTE1N1oYDzIxMjYxMDI5MTU1MTU3WjAR
MQ8wDQYDVQQDDAZOb2JvZHkwKjAFBgMrZXADIQAm5xbuBUqO7p+ALvUhpNheW01f
Nw32wj5hLnvMI8ob+6NTMFEwHQYDVR0OBBYEFKQMXzwdajyyIZoOKbsBJpDWx2X3
MB8GA1UdIwQYMBaAFKQMXzwdajyyIZoOKbsBJpDWx2X3MA8GA1UdEwEB/wQFMAMB
Af8wBQYDK2VwA0EAwt2Rmco2dG2HEOhwLzEMcZf4AUIi2dcyGnaXHdxor8kkyC8B
tly51M3TrxhkK+oK3xC6haZmYht2qFcjDc71Dg==
-----END CERTIFICATE-----
)");
    if (!trusted) fuzz::broken("the authority can be read");
    const Bytes before(100, 'b'), after(100, 'a');
    const auto verdict = trusted->verify({data, size}, before, after);
    if (verdict) fuzz::broken("nobody signed this");
    if (verdict.error().code() != Code::bad_signature) fuzz::broken("a refusal is bad_signature");
    return 0;
}
