// Signs and verifies envelopes. What is signed is not the payload alone but
//   "kiosk24-envelope-1\n" alg "\n" kid "\n" purpose "\n" payload
// so that a signature for one purpose ("catalogue") is worth nothing for another ("release"). The purpose is
// known to both sides and does not travel. Algorithms: Ed25519 (RFC 8032), SM2 with SM3 (GB/T 32918, user id
// 1234567812345678). Thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/envelope.h"
#include "kiosk/base/result.h"

namespace kiosk24::seal {

enum class SignatureAlgorithm { ed25519, sm2_sm3 };
// "Ed25519", "SM2-SM3"
std::string_view name_of(SignatureAlgorithm algorithm);

class SigningKey {
  public:
    static Result<SigningKey> generate(std::string key_id, SignatureAlgorithm algorithm);
    // A PKCS#8 PEM; bad_setting if it is none, or of another kind of key.
    static Result<SigningKey> from_pem(std::string key_id, std::string_view private_key_pem);

    const std::string& key_id() const { return key_id_; }
    SignatureAlgorithm algorithm() const { return algorithm_; }
    Result<std::string> private_key_pem() const;
    Result<std::string> public_key_pem() const;
    const std::shared_ptr<void>& native() const { return native_; }  // EVP_PKEY, for this room only

  private:
    SigningKey(std::string key_id, SignatureAlgorithm algorithm, std::shared_ptr<void> native)
        : key_id_(std::move(key_id)), algorithm_(algorithm), native_(std::move(native)) {}

    std::string key_id_;
    SignatureAlgorithm algorithm_;
    std::shared_ptr<void> native_;
};

// Somebody whose word counts, as the settings name them.
struct TrustedSigner {
    std::string key_id;
    std::string algorithm;  // "Ed25519" or "SM2-SM3"
    std::string public_key_pem;
};

Result<Envelope> sign(const SigningKey& key, std::string_view purpose, ByteView payload);
// The payload, if a trusted signer of that key id and algorithm signed exactly this for this purpose;
// bad_signature otherwise. bad_setting if the signer's own public key cannot be read.
Result<Bytes> verified_payload(const Envelope& envelope, std::string_view purpose,
                               const std::vector<TrustedSigner>& signers);

}  // namespace kiosk24::seal
