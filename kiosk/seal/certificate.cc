#include "kiosk/seal/certificate.h"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <ctime>

#include "kiosk/seal/native.h"

namespace kiosk24::seal {
namespace {

using MemoryFile = std::unique_ptr<BIO, Freeing<BIO_free>>;
using NativeCertificate = std::unique_ptr<X509, Freeing<X509_free>>;
using NativeRequest = std::unique_ptr<X509_REQ, Freeing<X509_REQ_free>>;

constexpr std::size_t kLargestPem_bytes = 64u << 10;

int no_passphrase(char*, int, int, void*) {
    return -1;
}

MemoryFile file_of(std::string_view pem) {
    if (pem.size() > kLargestPem_bytes) return nullptr;
    return MemoryFile(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

std::string text_in(BIO* file) {
    char* begin = nullptr;
    const long size = BIO_get_mem_data(file, &begin);
    return size > 0 ? std::string(begin, static_cast<std::size_t>(size)) : std::string();
}

NativeCertificate certificate_in(std::string_view pem) {
    const auto file = file_of(pem);
    NativeCertificate certificate(file ? PEM_read_bio_X509(file.get(), nullptr, no_passphrase, nullptr)
                                       : nullptr);
    forget_native_errors();
    return certificate;
}

std::string common_name_of(X509_NAME* subject) {
    const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (at < 0) return {};
    unsigned char* utf8 = nullptr;
    const int size = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    if (size < 0) return {};
    std::string name(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(size));
    OPENSSL_free(utf8);
    return name;
}

bool fill(X509_REQ* request, EVP_PKEY* key, const std::string& common_name) {
    auto* subject = X509_REQ_get_subject_name(request);
    const auto* name = reinterpret_cast<const unsigned char*>(common_name.data());
    return X509_REQ_set_version(request, 0) == 1 &&
           X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, name,
                                      static_cast<int>(common_name.size()), -1, 0) == 1 &&
           X509_REQ_set_pubkey(request, key) == 1 && X509_REQ_sign(request, key, EVP_sha256()) > 0;
}

}  // namespace

Result<CertificateRequest> request_certificate(const std::string& common_name) {
    constexpr std::size_t kLongest = 64;  // RFC 5280, ub-common-name
    if (common_name.empty() || common_name.size() > kLongest)
        return Error(Code::bad_argument, "a name that cannot stand in a certificate");
    const NativeKey key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const NativeRequest request(X509_REQ_new());
    const MemoryFile key_file(BIO_new(BIO_s_mem())), request_file(BIO_new(BIO_s_mem()));
    const bool done =
        key && request && key_file && request_file && fill(request.get(), key.get(), common_name) &&
        PEM_write_bio_PKCS8PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) ==
            1 &&
        PEM_write_bio_X509_REQ(request_file.get(), request.get()) == 1;
    forget_native_errors();
    if (!done) return Error(Code::unsupported, "cannot make a key and a request for a certificate");
    return CertificateRequest{Personal<std::string>(text_in(key_file.get())), text_in(request_file.get())};
}

Result<WallTime> certificate_end(std::string_view certificate_pem) {
    const auto certificate = certificate_in(certificate_pem);
    std::tm end{};
    if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) != 1) {
        forget_native_errors();
        return Error(Code::bad_input, "not a certificate");
    }
    constexpr std::int64_t kSecond_ms = 1'000;
    return WallTime{static_cast<std::int64_t>(::timegm(&end)) * kSecond_ms};
}

Status check_certificate(std::string_view certificate_pem, std::string_view private_key_pem,
                         const std::string& common_name) {
    const auto certificate = certificate_in(certificate_pem);
    const auto file = file_of(private_key_pem);
    const NativeKey key(file ? PEM_read_bio_PrivateKey(file.get(), nullptr, no_passphrase, nullptr)
                             : nullptr);
    forget_native_errors();
    if (!certificate || !key) return Error(Code::bad_input, "not a certificate and its key");
    const bool is_for_key = X509_check_private_key(certificate.get(), key.get()) == 1;
    forget_native_errors();
    if (!is_for_key) return Error(Code::document_mismatch, "the certificate is for another key");
    if (common_name_of(X509_get_subject_name(certificate.get())) != common_name)
        return Error(Code::document_mismatch, "the certificate is for another name");
    return {};
}

}  // namespace kiosk24::seal
