#include "kiosk/seal/certificate.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace kiosk24::seal {
namespace {

constexpr long kDay_s = 86'400;

struct End {
    void operator()(BIO* file) const { BIO_free(file); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509_REQ* request) const { X509_REQ_free(request); }
    void operator()(X509* certificate) const { X509_free(certificate); }
};
template <typename T>
using Owned = std::unique_ptr<T, End>;

Owned<BIO> file_of(const std::string& text) {
    return Owned<BIO>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

Owned<X509_REQ> request_in(const CertificateRequest& asked) {
    return Owned<X509_REQ>(
        PEM_read_bio_X509_REQ(file_of(asked.request_pem).get(), nullptr, nullptr, nullptr));
}

// What an authority would issue for the request, valid for so many days from now.
std::string issued_for(const CertificateRequest& asked, long days) {
    const auto request = request_in(asked);
    const Owned<EVP_PKEY> authority(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
    const Owned<EVP_PKEY> key(X509_REQ_get_pubkey(request.get()));
    const Owned<X509> certificate(X509_new());
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kDay_s);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * kDay_s);
    X509_set_subject_name(certificate.get(), X509_REQ_get_subject_name(request.get()));
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), authority.get(), EVP_sha256());
    const Owned<BIO> file(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(file.get(), certificate.get());
    char* begin = nullptr;
    const long size = BIO_get_mem_data(file.get(), &begin);
    return {begin, static_cast<std::size_t>(size)};
}

TEST(Certificate, TheRequestIsSignedWithTheNewKeyAndNamesTheTerminal) {
    const auto asked = request_certificate("LG-0001");
    ASSERT_TRUE(asked);
    const auto request = request_in(*asked);
    ASSERT_TRUE(request);
    const Owned<EVP_PKEY> key(X509_REQ_get_pubkey(request.get()));
    EXPECT_EQ(X509_REQ_verify(request.get(), key.get()), 1);
    char name[80] = {};
    X509_NAME_get_text_by_NID(X509_REQ_get_subject_name(request.get()), NID_commonName, name, sizeof name);
    EXPECT_STREQ(name, "LG-0001");
    EXPECT_NE(asked->private_key_pem.reveal(), request_certificate("LG-0001")->private_key_pem.reveal());
}

TEST(Certificate, ANameThatFitsNoSubjectIsRefused) {
    EXPECT_FALSE(request_certificate(""));
    EXPECT_FALSE(request_certificate(std::string(65, 'x')));
}

TEST(Certificate, ItsEndIsRead) {
    const auto end = certificate_end(issued_for(*request_certificate("LG-0001"), 90));
    ASSERT_TRUE(end);
    const auto days = (end->unix_ms - wall_now().unix_ms) / 1'000 / kDay_s;
    EXPECT_GE(days, 89);
    EXPECT_LE(days, 90);
    EXPECT_EQ(certificate_end("").error().code(), Code::bad_input);
    EXPECT_EQ(
        certificate_end("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").error().code(),
        Code::bad_input);
}

TEST(Certificate, OneForAnotherKeyOrAnotherNameIsNotTaken) {
    const auto asked = request_certificate("LG-0001"), other = request_certificate("LG-0001");
    const auto certificate = issued_for(*asked, 90);
    EXPECT_TRUE(check_certificate(certificate, asked->private_key_pem.reveal(), "LG-0001"));
    EXPECT_EQ(check_certificate(certificate, other->private_key_pem.reveal(), "LG-0001").error().code(),
              Code::document_mismatch);
    EXPECT_EQ(check_certificate(certificate, asked->private_key_pem.reveal(), "LG-0002").error().code(),
              Code::document_mismatch);
    EXPECT_EQ(check_certificate("", asked->private_key_pem.reveal(), "LG-0001").error().code(),
              Code::bad_input);
}

}  // namespace
}  // namespace kiosk24::seal
