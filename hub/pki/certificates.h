// X.509 certificates (RFC 5280) and keys, through OpenSSL. Errors are device_failed with OpenSSL's words
// (never a key).
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk24::pki {

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
enum class Dates { current, expired };  // from yesterday on, or a year that ended yesterday

struct CertificateRequest {
    std::string common_name;
    Purpose purpose = Purpose::server;
    Dates dates = Dates::current;
    KeyKind key_kind = KeyKind::p256;
    std::string organisation = "Kiosk24";
    int days = 3650;
    std::vector<std::string> server_names{"localhost", "127.0.0.1", "::1"};  // host names and addresses
};
// A new key with a certificate of `issuer`, or of itself if that is null (Purpose::authority).
Result<Identity> issue(const CertificateRequest& request, const Identity* issuer);

// A certificate for a key that somebody else keeps.
Result<CertificateHandle> certify(const CertificateRequest& request, EVP_PKEY& key, const Identity& issuer);

// What a PKCS#10 request (RFC 2986) asks for.
struct SigningRequest {
    KeyHandle key;            // public half
    std::string common_name;  // empty if it names nobody
    std::string key_sha256;   // of its SubjectPublicKeyInfo, hex
};
// bad_input if it is none, is not signed with its own key, or the key is not on P-256.
Result<SigningRequest> signing_request_from_pem(const std::string& pem);
// For a terminal's own key, and for tests.
Result<std::string> signing_request_pem(EVP_PKEY& key, const std::string& common_name);
Result<KeyHandle> new_key(KeyKind kind);

Result<std::string> pem_of(const X509& certificate);
Result<std::string> pem_of(const EVP_PKEY& key);
Result<Identity> identity_from_pem(const std::string& certificate_pem, const std::string& key_pem);
std::string common_name_of(const X509& certificate);
// SHA-256 of the DER, in hex; empty if OpenSSL fails.
std::string sha256_of(const X509& certificate);

// What OpenSSL has to say about its last failure.
Error openssl_error(std::string_view doing);

}  // namespace kiosk24::pki
