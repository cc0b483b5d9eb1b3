// X.509 certificates and keys for the sandbox's throw-away public key infrastructure, through OpenSSL. Errors
// are device_failed with OpenSSL's words (never a key).
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk24::sandbox {

struct KeyEnd {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
struct CertificateEnd {
    void operator()(X509* certificate) const { X509_free(certificate); }
};
using KeyHandle = std::unique_ptr<EVP_PKEY, KeyEnd>;
using CertificateHandle = std::unique_ptr<X509, CertificateEnd>;

struct Identity {
    KeyHandle key;
    CertificateHandle certificate;
};

enum class KeyKind { p256, rsa_3072 };
enum class Purpose { authority, server, terminal, document_signer };
enum class Dates { current, expired };  // 10 years from yesterday, or a year that ended yesterday

struct CertificateRequest {
    std::string common_name;
    Purpose purpose = Purpose::server;
    Dates dates = Dates::current;
    KeyKind key_kind = KeyKind::p256;
};
// A new key with a certificate of `issuer`, or of itself if that is null (Purpose::authority).
Result<Identity> issue(const CertificateRequest& request, const Identity* issuer);

Result<std::string> pem_of(const X509& certificate);
Result<std::string> pem_of(const EVP_PKEY& key);
Result<Identity> identity_from_pem(const std::string& certificate_pem, const std::string& key_pem);
std::string common_name_of(const X509& certificate);

// What OpenSSL has to say about its last failure.
Error openssl_error(std::string_view doing);

}  // namespace kiosk24::sandbox
