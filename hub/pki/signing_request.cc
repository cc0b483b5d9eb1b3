// PKCS#10 (RFC 2986), as terminals send it.
#include <openssl/ec.h>
#include <openssl/obj_mac.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

#include <array>

#include "hub/pki/certificates.h"

namespace kiosk24::pki {
namespace {

struct BioEnd {
    void operator()(BIO* bio) const { BIO_free(bio); }
};
struct RequestEnd {
    void operator()(X509_REQ* request) const { X509_REQ_free(request); }
};
using Bio = std::unique_ptr<BIO, BioEnd>;
using RequestHandle = std::unique_ptr<X509_REQ, RequestEnd>;

bool is_on_p256(const EVP_PKEY& key) {
    if (EVP_PKEY_get_base_id(&key) != EVP_PKEY_EC) return false;
    std::array<char, 64> group{};
    std::size_t length = 0;
    return EVP_PKEY_get_group_name(&key, group.data(), group.size(), &length) == 1 &&
           std::string(group.data(), length) == SN_X9_62_prime256v1;
}

std::string name_in(const X509_REQ& request) {
    X509_NAME* name = X509_REQ_get_subject_name(&request);
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (at < 0) return {};
    unsigned char* utf8 = nullptr;
    const int length = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    const std::string text =
        length > 0 ? std::string(reinterpret_cast<char*>(utf8), static_cast<std::size_t>(length)) : "";
    OPENSSL_free(utf8);
    return text;
}

std::string sha256_of_key(const EVP_PKEY& key) {
    unsigned char* der = nullptr;
    const int length = i2d_PUBKEY(&key, &der);
    if (length <= 0) return {};
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(der, static_cast<std::size_t>(length), digest.data());
    OPENSSL_free(der);
    return to_hex(digest);
}

}  // namespace

Result<SigningRequest> signing_request_from_pem(const std::string& pem) {
    const auto refused = [](const char* why) {
        static_cast<void>(openssl_error("reading a request"));  // its queue is emptied
        return Error(Code::bad_input, why);
    };
    Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    RequestHandle request(PEM_read_bio_X509_REQ(bio.get(), nullptr, nullptr, nullptr));
    if (!request) return refused("not a PKCS#10 request");
    SigningRequest read;
    read.key.reset(X509_REQ_get_pubkey(request.get()));
    if (!read.key || !is_on_p256(*read.key)) return refused("the key is not on P-256");
    if (X509_REQ_verify(request.get(), read.key.get()) != 1) return refused("not signed with its own key");
    read.common_name = name_in(*request);
    read.key_sha256 = sha256_of_key(*read.key);
    if (read.key_sha256.empty()) return refused("the key cannot be written");
    return read;
}

Result<std::string> signing_request_pem(EVP_PKEY& key, const std::string& common_name) {
    RequestHandle request(X509_REQ_new());
    Bio bio(BIO_new(BIO_s_mem()));
    if (!request || !bio) return openssl_error("making a request");
    X509_NAME* name = X509_REQ_get_subject_name(request.get());
    const auto* text = reinterpret_cast<const unsigned char*>(common_name.data());
    const bool made = X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1 &&
                      (common_name.empty() ||
                       X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, text,
                                                  static_cast<int>(common_name.size()), -1, 0) == 1) &&
                      X509_REQ_set_pubkey(request.get(), &key) == 1 &&
                      X509_REQ_sign(request.get(), &key, EVP_sha256()) > 0 &&
                      PEM_write_bio_X509_REQ(bio.get(), request.get()) == 1;
    if (!made) return openssl_error("making a request");
    char* from = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &from);
    return std::string(from, static_cast<std::size_t>(length));
}

}  // namespace kiosk24::pki
