// The terminal's own TLS key and certificate: X.509 (RFC 5280), requests for it (PKCS#10, RFC 2986), P-256.
// Everything is PEM. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/base/personal.h"
#include "kiosk/base/result.h"

namespace kiosk24::seal {

struct CertificateRequest {
    Personal<std::string> private_key_pem;  // PKCS#8, no passphrase
    std::string request_pem;                // signed with that key; subject CN
};
// Makes a new key and asks for a certificate for it. bad_argument: a name that cannot stand in a subject.
Result<CertificateRequest> request_certificate(const std::string& common_name);

// The end of the first certificate's dates. bad_input.
Result<WallTime> certificate_end(std::string_view certificate_pem);
// Is the first certificate for this key and this name? bad_input, document_mismatch.
Status check_certificate(std::string_view certificate_pem, std::string_view private_key_pem,
                         const std::string& common_name);

}  // namespace kiosk24::seal
