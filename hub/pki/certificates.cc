#include "hub/pki/certificates.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>

namespace kiosk24::pki {
namespace {

constexpr long kDay_s = 24 * 60 * 60;

struct BioEnd {
    void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, BioEnd>;

Result<std::string> text_of(const Bio& bio) {
    char* from = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &from);
    if (length <= 0) return openssl_error("writing PEM");
    return std::string(from, static_cast<std::size_t>(length));
}

bool add(X509* certificate, X509* issuer, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    const bool added = extension && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

// "DNS:localhost,IP:127.0.0.1"
std::string alternative_names(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        const bool is_address =
            name.find(':') != std::string::npos || name.find_first_not_of("0123456789.") == std::string::npos;
        text += (text.empty() ? "" : ",") + std::string(is_address ? "IP:" : "DNS:") + name;
    }
    return text;
}

bool add_extensions(X509* certificate, X509* issuer, const CertificateRequest& request) {
    const Purpose purpose = request.purpose;
    const bool is_authority = purpose == Purpose::authority;
    bool added = add(certificate, issuer, NID_subject_key_identifier, "hash") &&
                 add(certificate, issuer, NID_basic_constraints,
                     is_authority ? "critical,CA:TRUE,pathlen:0" : "critical,CA:FALSE");
    if (!is_authority) added = added && add(certificate, issuer, NID_authority_key_identifier, "keyid");
    switch (purpose) {
        case Purpose::authority:
            return added && add(certificate, issuer, NID_key_usage, "critical,keyCertSign,cRLSign");
        case Purpose::server:
            return added && add(certificate, issuer, NID_key_usage, "critical,digitalSignature") &&
                   add(certificate, issuer, NID_ext_key_usage, "serverAuth") &&
                   add(certificate, issuer, NID_subject_alt_name,
                       alternative_names(request.server_names).c_str());
        case Purpose::terminal:
            return added && add(certificate, issuer, NID_key_usage, "critical,digitalSignature") &&
                   add(certificate, issuer, NID_ext_key_usage, "clientAuth");
        case Purpose::document_signer:
            return added &&
                   add(certificate, issuer, NID_key_usage, "critical,digitalSignature,nonRepudiation");
    }
    return false;
}

bool set_subject(X509_NAME* name, const std::string& organisation, const std::string& common_name) {
    const auto put = [&](const char* field, const std::string& value) {
        return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                                          reinterpret_cast<const unsigned char*>(value.data()),
                                          static_cast<int>(value.size()), -1, 0) == 1;
    };
    return (organisation.empty() || put("O", organisation)) && put("CN", common_name);
}

bool set_serial(X509* certificate) {
    std::array<unsigned char, 16> random{};
    if (RAND_bytes(random.data(), random.size()) != 1) return false;
    random[0] &= 0x7f;
    BIGNUM* number = BN_bin2bn(random.data(), random.size(), nullptr);
    const bool set = number && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate));
    BN_free(number);
    return set;
}

// By `issuer`, or by the key itself.
Result<CertificateHandle> certified(const CertificateRequest& request, EVP_PKEY& key,
                                    const Identity* issuer) {
    CertificateHandle made(X509_new());
    X509* certificate = made.get();
    if (!made) return openssl_error("issuing a certificate");
    const bool is_expired = request.dates == Dates::expired;
    const bool filled =
        X509_set_version(certificate, X509_VERSION_3) == 1 && set_serial(certificate) &&
        X509_gmtime_adj(X509_getm_notBefore(certificate), is_expired ? -366 * kDay_s : -kDay_s) &&
        X509_gmtime_adj(X509_getm_notAfter(certificate), is_expired ? -kDay_s : request.days * kDay_s) &&
        set_subject(X509_get_subject_name(certificate), request.organisation, request.common_name) &&
        X509_set_pubkey(certificate, &key) == 1;
    X509* by = issuer ? issuer->certificate.get() : certificate;
    if (!filled || X509_set_issuer_name(certificate, X509_get_subject_name(by)) != 1 ||
        !add_extensions(certificate, by, request) ||
        X509_sign(certificate, issuer ? issuer->key.get() : &key, EVP_sha256()) == 0)
        return openssl_error("issuing a certificate");
    return made;
}

std::string common_name_in(X509_NAME* name) {
    std::array<char, 256> text{};
    const int length =
        X509_NAME_get_text_by_NID(name, NID_commonName, text.data(), static_cast<int>(text.size()));
    return length > 0 ? std::string(text.data(), static_cast<std::size_t>(length)) : std::string();
}

}  // namespace

Error openssl_error(std::string_view doing) {
    const unsigned long number = ERR_peek_last_error();
    std::array<char, 256> words{};
    if (number) ERR_error_string_n(number, words.data(), words.size());
    ERR_clear_error();
    return Error(Code::device_failed, number ? words.data() : "OpenSSL gave no reason").with(doing);
}

Result<KeyHandle> new_key(KeyKind kind) {
    KeyHandle key(kind == KeyKind::p256 ? EVP_EC_gen("P-256") : EVP_RSA_gen(3072));
    if (!key) return openssl_error("making a key");
    return key;
}

Result<Identity> issue(const CertificateRequest& request, const Identity* issuer) {
    Identity made;
    TRY(key, new_key(request.key_kind));
    made.key = std::move(key);
    TRY(certificate, certified(request, *made.key, issuer));
    made.certificate = std::move(certificate);
    return made;
}

Result<CertificateHandle> certify(const CertificateRequest& request, EVP_PKEY& key, const Identity& issuer) {
    return certified(request, key, &issuer);
}

Result<std::string> pem_of(const X509& certificate) {
    Bio bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_X509(bio.get(), &certificate) != 1) return openssl_error("writing PEM");
    return text_of(bio);
}

Result<std::string> pem_of(const EVP_PKEY& key) {
    Bio bio(BIO_new(BIO_s_mem()));
    if (!bio || PEM_write_bio_PrivateKey(bio.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return openssl_error("writing PEM");
    return text_of(bio);
}

Result<Identity> identity_from_pem(const std::string& certificate_pem, const std::string& key_pem) {
    Bio first(BIO_new_mem_buf(certificate_pem.data(), static_cast<int>(certificate_pem.size())));
    Bio second(BIO_new_mem_buf(key_pem.data(), static_cast<int>(key_pem.size())));
    Identity read;
    read.certificate.reset(PEM_read_bio_X509(first.get(), nullptr, nullptr, nullptr));
    read.key.reset(PEM_read_bio_PrivateKey(second.get(), nullptr, nullptr, nullptr));
    if (!read.certificate || !read.key) return openssl_error("reading a certificate and its key");
    if (X509_check_private_key(read.certificate.get(), read.key.get()) != 1)
        return openssl_error("the key is not the certificate's");
    return read;
}

std::string common_name_of(const X509& certificate) {
    return common_name_in(X509_get_subject_name(&certificate));
}

std::string sha256_of(const X509& certificate) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    if (X509_digest(&certificate, EVP_sha256(), digest.data(), &length) != 1) return {};
    return to_hex(ByteView(digest.data(), length));
}

}  // namespace kiosk24::pki
