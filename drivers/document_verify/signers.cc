#include "drivers/document_verify/signers.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#include <algorithm>

namespace kiosk24::drivers::document_verify {
namespace {

template <typename T, void (*End)(T*)>
struct Ender {
    void operator()(T* owned) const { End(owned); }
};
using Cms = std::unique_ptr<CMS_ContentInfo, Ender<CMS_ContentInfo, CMS_ContentInfo_free>>;
using Certificate = std::unique_ptr<X509, Ender<X509, X509_free>>;
struct EndBio {
    void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, EndBio>;

constexpr int kSecurityLevel = 2;  // 112 bits: RSA from 2048, no SHA-1 in the chain
constexpr int kDeepestChain = 4;

Error refused(const std::string& why) {
    return Error(Code::bad_signature, why);
}

// OpenSSL's reason in words; names no person, only its own code points.
std::string reason() {
    const auto code = ERR_peek_last_error();
    const char* text = ERR_reason_error_string(code);
    ERR_clear_error();
    return text == nullptr ? "no reason given" : text;
}

Result<Cms> parsed(ByteView der) {
    const auto* at = der.data();
    Cms cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(der.size())));
    if (!cms) return refused("the signature can't be read");
    const auto rest = der.subspan(static_cast<std::size_t>(at - der.data()));
    if (std::any_of(rest.begin(), rest.end(), [](auto byte) { return byte != 0; }))
        return refused("something follows the signature in its place");
    if (OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed || CMS_is_detached(cms.get()) != 1)
        return refused("not a detached signature");
    return cms;
}

bool is_strong(int digest) {
    switch (digest) {
        case NID_sha256:
        case NID_sha384:
        case NID_sha512:
        case NID_sha3_256:
        case NID_sha3_384:
        case NID_sha3_512:
        case NID_sm3:
            return true;
        default:
            return false;
    }
}

Status check_digests(CMS_ContentInfo* cms) {
    auto* signers = CMS_get0_SignerInfos(cms);
    const int count = signers == nullptr ? 0 : sk_CMS_SignerInfo_num(signers);
    if (count < 1 || count > 4) return refused("a signature needs a signer");
    for (int i = 0; i < count; ++i) {
        X509_ALGOR* digest = nullptr;
        CMS_SignerInfo_get0_algs(sk_CMS_SignerInfo_value(signers, i), nullptr, nullptr, &digest, nullptr);
        if (digest == nullptr || !is_strong(OBJ_obj2nid(digest->algorithm))) return refused("a weak digest");
    }
    return {};
}

// The purpose "any" leaves this to us: an authority's own key or one for encryption signs no documents.
Status check_certificates(CMS_ContentInfo* cms) {
    STACK_OF(X509)* signers = CMS_get0_signers(cms);
    bool is_fit = signers != nullptr && sk_X509_num(signers) > 0;
    for (int i = 0; is_fit && i < sk_X509_num(signers); ++i) {
        auto* certificate = sk_X509_value(signers, i);
        const bool may_sign =
            (X509_get_key_usage(certificate) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) != 0;
        is_fit = may_sign && X509_check_ca(certificate) == 0;
    }
    sk_X509_free(signers);
    if (!is_fit) return refused("the certificate is not one for signing documents");
    return {};
}

}  // namespace

struct TrustedSigners::Store {
    std::unique_ptr<X509_STORE, Ender<X509_STORE, X509_STORE_free>> trusted{X509_STORE_new()};
};

TrustedSigners::TrustedSigners(std::unique_ptr<Store> store) : store_(std::move(store)) {}
TrustedSigners::~TrustedSigners() = default;
TrustedSigners::TrustedSigners(TrustedSigners&&) noexcept = default;
TrustedSigners& TrustedSigners::operator=(TrustedSigners&&) noexcept = default;

Result<TrustedSigners> TrustedSigners::from_pem(std::string_view pem) {
    auto store = std::make_unique<Store>();
    const Bio source(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    int count = 0;
    while (Certificate certificate{PEM_read_bio_X509(source.get(), nullptr, nullptr, nullptr)}) {
        if (X509_check_ca(certificate.get()) == 0)
            return Error(Code::bad_setting, "a certificate in ca is not an authority's");
        if (X509_STORE_add_cert(store->trusted.get(), certificate.get()) != 1)
            return Error(Code::bad_setting, "a certificate in ca can't be used: " + reason());
        ++count;
    }
    const auto last = ERR_peek_last_error();
    const bool is_at_end = ERR_GET_LIB(last) == ERR_LIB_PEM && ERR_GET_REASON(last) == PEM_R_NO_START_LINE;
    ERR_clear_error();
    if (count == 0 || !is_at_end) return Error(Code::bad_setting, "ca holds no readable certificate in PEM");
    auto* rules = X509_STORE_get0_param(store->trusted.get());
    X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_ANY);
    X509_VERIFY_PARAM_set_auth_level(rules, kSecurityLevel);
    X509_VERIFY_PARAM_set_depth(rules, kDeepestChain);
    return TrustedSigners(std::move(store));
}

Status TrustedSigners::verify(ByteView signature, ByteView before, ByteView after) const {
    ERR_clear_error();
    TRY(cms, parsed(signature));
    TRY_STATUS(check_digests(cms.get()));
    const Bio content(BIO_new(BIO_s_mem()));
    for (const auto part : {before, after}) {
        const int size = static_cast<int>(part.size());
        if (size > 0 && BIO_write(content.get(), part.data(), size) != size) return refused("out of memory");
    }
    if (CMS_verify(cms.get(), nullptr, store_->trusted.get(), content.get(), nullptr, CMS_BINARY) != 1)
        return refused("the signature does not verify: " + reason());
    return check_certificates(cms.get());
}

}  // namespace kiosk24::drivers::document_verify
