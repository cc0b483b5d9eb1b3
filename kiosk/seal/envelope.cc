#include "kiosk/seal/envelope.h"

#include <openssl/bio.h>
#include <openssl/pem.h>

#include "kiosk/seal/native.h"

namespace kiosk24::seal {
namespace {

using MemoryFile = std::unique_ptr<BIO, Freeing<BIO_free>>;

// GB/T 32918.2 gives no id of its own; GM/T 0009 fixes this one for everybody.
constexpr std::string_view kSm2UserId = "1234567812345678";
constexpr std::size_t kLargestPem_bytes = 16u << 10;

Bytes signed_bytes(std::string_view algorithm, std::string_view key_id, std::string_view purpose,
                   ByteView payload) {
    std::string head = "kiosk24-envelope-1\n";
    for (const auto part : {algorithm, key_id, purpose})
        head.append(part).append("\n");
    Bytes all(head.begin(), head.end());
    all.insert(all.end(), payload.begin(), payload.end());
    return all;
}

// A line break in a name would let one thing be signed as another.
bool is_one_line(std::string_view text) {
    return !text.empty() && text.find('\n') == std::string_view::npos;
}

enum class Direction { sign, verify };

// A digest context ready to sign or verify in one go.
struct Ready {
    NativeKeyContext key_context;  // owned here when SM2 needs its user id; freed after `context`
    DigestContext context;
};
bool make_ready(Ready& ready, EVP_PKEY* key, SignatureAlgorithm algorithm, Direction direction) {
    ready.context.reset(EVP_MD_CTX_new());
    if (!ready.context) return false;
    const EVP_MD* digest = nullptr;  // Ed25519 brings its own
    if (algorithm == SignatureAlgorithm::sm2_sm3) {
        digest = EVP_sm3();
        ready.key_context.reset(EVP_PKEY_CTX_new(key, nullptr));
        if (!ready.key_context) return false;
        EVP_MD_CTX_set_pkey_ctx(ready.context.get(), ready.key_context.get());
        if (EVP_PKEY_CTX_set1_id(ready.key_context.get(), kSm2UserId.data(),
                                 static_cast<int>(kSm2UserId.size())) != 1)
            return false;
    }
    const auto begin = direction == Direction::sign ? EVP_DigestSignInit : EVP_DigestVerifyInit;
    return begin(ready.context.get(), nullptr, digest, nullptr, key) == 1;
}

NativeKey public_key_in(std::string_view pem) {
    if (pem.size() > kLargestPem_bytes) return nullptr;
    const MemoryFile file(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    return NativeKey(file ? PEM_read_bio_PUBKEY(file.get(), nullptr, nullptr, nullptr) : nullptr);
}

const TrustedSigner* signer_of(const Envelope& envelope, const std::vector<TrustedSigner>& signers) {
    for (const auto& signer : signers) {
        if (signer.key_id == envelope.key_id && signer.algorithm == envelope.algorithm) return &signer;
    }
    return nullptr;
}

Result<SignatureAlgorithm> checked_algorithm(const TrustedSigner& signer, EVP_PKEY* key) {
    const Error bad(Code::bad_setting, "a trusted signer's public key cannot be read");
    if (key == nullptr) return bad;
    if (signer.algorithm == "Ed25519" && EVP_PKEY_is_a(key, "ED25519") == 1)
        return SignatureAlgorithm::ed25519;
    if (signer.algorithm == "SM2-SM3" && EVP_PKEY_is_a(key, "SM2") == 1) return SignatureAlgorithm::sm2_sm3;
    return bad;
}

}  // namespace

Result<Envelope> sign(const SigningKey& key, std::string_view purpose, ByteView payload) {
    if (!is_one_line(key.key_id()) || !is_one_line(purpose))
        return Error(Code::bad_argument, "a key id or purpose that is not one line");
    Envelope envelope{
        std::string(name_of(key.algorithm())), key.key_id(), Bytes(payload.begin(), payload.end()), {}};
    const auto bytes = signed_bytes(envelope.algorithm, envelope.key_id, purpose, payload);
    Ready ready;
    std::size_t size = 0;
    bool done =
        make_ready(ready, static_cast<EVP_PKEY*>(key.native().get()), key.algorithm(), Direction::sign) &&
        EVP_DigestSign(ready.context.get(), nullptr, &size, bytes.data(), bytes.size()) == 1;
    if (done) {
        envelope.signature.resize(size);
        done = EVP_DigestSign(ready.context.get(), envelope.signature.data(), &size, bytes.data(),
                              bytes.size()) == 1;
        envelope.signature.resize(done ? size : 0);
    }
    forget_native_errors();
    if (!done) return Error(Code::unsupported, "cannot sign");
    return envelope;
}

Result<Bytes> verified_payload(const Envelope& envelope, std::string_view purpose,
                               const std::vector<TrustedSigner>& signers) {
    const auto* signer = signer_of(envelope, signers);
    if (signer == nullptr) return Error(Code::bad_signature, "signed by nobody we trust");
    const auto key = public_key_in(signer->public_key_pem);
    forget_native_errors();
    TRY(algorithm, checked_algorithm(*signer, key.get()));
    if (!is_one_line(envelope.key_id) || !is_one_line(purpose))
        return Error(Code::bad_signature, "not one line");
    const auto bytes = signed_bytes(envelope.algorithm, envelope.key_id, purpose, envelope.payload);
    Ready ready;
    const bool right = make_ready(ready, key.get(), algorithm, Direction::verify) &&
                       EVP_DigestVerify(ready.context.get(), envelope.signature.data(),
                                        envelope.signature.size(), bytes.data(), bytes.size()) == 1;
    forget_native_errors();
    if (!right) return Error(Code::bad_signature, "the signature does not verify");
    return envelope.payload;
}

}  // namespace kiosk24::seal
