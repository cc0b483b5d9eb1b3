#include <openssl/bio.h>
#include <openssl/pem.h>

#include <optional>

#include "kiosk/seal/envelope.h"
#include "kiosk/seal/native.h"

namespace kiosk24::seal {
namespace {

using MemoryFile = std::unique_ptr<BIO, Freeing<BIO_free>>;

constexpr std::size_t kLargestPem_bytes = 16u << 10;

std::optional<SignatureAlgorithm> algorithm_of(EVP_PKEY* key) {
    if (EVP_PKEY_is_a(key, "ED25519") == 1) return SignatureAlgorithm::ed25519;
    if (EVP_PKEY_is_a(key, "SM2") == 1) return SignatureAlgorithm::sm2_sm3;
    return std::nullopt;
}

std::shared_ptr<void> shared(NativeKey key) {
    return {key.release(), [](void* native) { EVP_PKEY_free(static_cast<EVP_PKEY*>(native)); }};
}

NativeKey made(SignatureAlgorithm algorithm) {
    EVP_PKEY* key = algorithm == SignatureAlgorithm::ed25519 ? EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")
                                                             : EVP_PKEY_Q_keygen(nullptr, nullptr, "SM2");
    return NativeKey(key);
}

std::string text_in(BIO* file) {
    char* begin = nullptr;
    const long size = BIO_get_mem_data(file, &begin);
    return size > 0 ? std::string(begin, static_cast<std::size_t>(size)) : std::string();
}

// A PEM that asks for a passphrase would wait for a person at a console: there is none.
int no_passphrase(char*, int, int, void*) {
    return -1;
}

}  // namespace

std::string_view name_of(SignatureAlgorithm algorithm) {
    return algorithm == SignatureAlgorithm::sm2_sm3 ? "SM2-SM3" : "Ed25519";
}

Result<SigningKey> SigningKey::generate(std::string key_id, SignatureAlgorithm algorithm) {
    auto key = made(algorithm);
    forget_native_errors();
    if (!key) return Error(Code::unsupported, "cannot make a signing key");
    return SigningKey(std::move(key_id), algorithm, shared(std::move(key)));
}

Result<SigningKey> SigningKey::from_pem(std::string key_id, std::string_view private_key_pem) {
    if (private_key_pem.size() > kLargestPem_bytes)
        return Error(Code::bad_setting, "a private key: too long");
    const MemoryFile file(BIO_new_mem_buf(private_key_pem.data(), static_cast<int>(private_key_pem.size())));
    NativeKey key(file ? PEM_read_bio_PrivateKey(file.get(), nullptr, no_passphrase, nullptr) : nullptr);
    forget_native_errors();
    if (!key) return Error(Code::bad_setting, "a private key: not a PEM without a passphrase");
    const auto algorithm = algorithm_of(key.get());
    if (!algorithm) return Error(Code::bad_setting, "a private key: neither Ed25519 nor SM2");
    return SigningKey(std::move(key_id), *algorithm, shared(std::move(key)));
}

Result<std::string> SigningKey::private_key_pem() const {
    const MemoryFile file(BIO_new(BIO_s_mem()));
    const bool done = file && PEM_write_bio_PKCS8PrivateKey(file.get(), static_cast<EVP_PKEY*>(native_.get()),
                                                            nullptr, nullptr, 0, nullptr, nullptr) == 1;
    forget_native_errors();
    if (!done) return Error(Code::unsupported, "cannot write a private key");
    return text_in(file.get());
}

Result<std::string> SigningKey::public_key_pem() const {
    const MemoryFile file(BIO_new(BIO_s_mem()));
    const bool done = file && PEM_write_bio_PUBKEY(file.get(), static_cast<EVP_PKEY*>(native_.get())) == 1;
    forget_native_errors();
    if (!done) return Error(Code::unsupported, "cannot write a public key");
    return text_in(file.get());
}

}  // namespace kiosk24::seal
