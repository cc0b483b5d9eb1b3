#include "kiosk/seal/envelope.h"

#include <gtest/gtest.h>

namespace kiosk24::seal {
namespace {

constexpr std::string_view kPayload = R"({"version":1})";

class SignedEnvelope : public testing::TestWithParam<SignatureAlgorithm> {
  protected:
    static SigningKey made_key(const char* id = "district-1") {
        auto key = SigningKey::generate(id, GetParam());
        EXPECT_TRUE(key.has_value());
        return std::move(*key);
    }
    static TrustedSigner signer_of(const SigningKey& key) {
        return {key.key_id(), std::string(name_of(key.algorithm())), *key.public_key_pem()};
    }
    static Code refusal(const Envelope& envelope, const TrustedSigner& signer,
                        std::string_view purpose = "catalogue") {
        const auto payload = verified_payload(envelope, purpose, {signer});
        EXPECT_FALSE(payload.has_value());
        return payload ? Code::bad_argument : payload.error().code();
    }
};
INSTANTIATE_TEST_SUITE_P(BothAlgorithms, SignedEnvelope,
                         testing::Values(SignatureAlgorithm::ed25519, SignatureAlgorithm::sm2_sm3),
                         [](const auto& row) {
                             return row.param == SignatureAlgorithm::ed25519 ? "Ed25519" : "Sm2Sm3";
                         });

TEST_P(SignedEnvelope, GivesItsPayloadToWhomTrustsTheSigner) {
    const auto key = made_key();
    const auto envelope = sign(key, "catalogue", as_bytes(kPayload));
    ASSERT_TRUE(envelope.has_value()) << envelope.error().text();
    const auto payload =
        verified_payload(*envelope, "catalogue", {signer_of(made_key("other")), signer_of(key)});
    ASSERT_TRUE(payload.has_value()) << payload.error().text();
    EXPECT_EQ(as_text(*payload), kPayload);
}

TEST_P(SignedEnvelope, AnEmptyPayloadCanBeSigned) {
    const auto key = made_key();
    const auto envelope = sign(key, "catalogue", {});
    ASSERT_TRUE(envelope.has_value());
    EXPECT_TRUE(verified_payload(*envelope, "catalogue", {signer_of(key)}).has_value());
}

TEST_P(SignedEnvelope, AnyChangeIsRefused) {
    const auto key = made_key();
    const auto envelope = *sign(key, "catalogue", as_bytes(kPayload));
    auto changed = envelope;
    changed.payload[0] ^= 1;
    EXPECT_EQ(refusal(changed, signer_of(key)), Code::bad_signature);
    changed = envelope;
    changed.signature[0] ^= 1;
    EXPECT_EQ(refusal(changed, signer_of(key)), Code::bad_signature);
    changed = envelope;
    changed.signature.pop_back();
    EXPECT_EQ(refusal(changed, signer_of(key)), Code::bad_signature);
    changed = envelope;
    changed.signature.clear();
    EXPECT_EQ(refusal(changed, signer_of(key)), Code::bad_signature);
    changed = envelope;
    changed.algorithm = "none";
    EXPECT_EQ(refusal(changed, signer_of(key)), Code::bad_signature);
    changed = envelope;
    changed.key_id = "somebody";
    EXPECT_EQ(refusal(changed, signer_of(key)), Code::bad_signature);
}

TEST_P(SignedEnvelope, ASignatureForAnotherPurposeIsRefused) {
    const auto key = made_key();
    EXPECT_EQ(refusal(*sign(key, "catalogue", as_bytes(kPayload)), signer_of(key), "release"),
              Code::bad_signature);
}

TEST_P(SignedEnvelope, AnotherKeyUnderTheSameNameIsRefused) {
    const auto envelope = *sign(made_key(), "catalogue", as_bytes(kPayload));
    EXPECT_EQ(refusal(envelope, signer_of(made_key())), Code::bad_signature);
}

TEST_P(SignedEnvelope, NobodyIsTrustedByDefault) {
    const auto envelope = *sign(made_key(), "catalogue", as_bytes(kPayload));
    EXPECT_EQ(verified_payload(envelope, "catalogue", {}).error().code(), Code::bad_signature);
}

TEST_P(SignedEnvelope, AKeySurvivesItsPem) {
    const auto key = made_key();
    const auto pem = key.private_key_pem();
    ASSERT_TRUE(pem.has_value());
    const auto again = SigningKey::from_pem("district-1", *pem);
    ASSERT_TRUE(again.has_value()) << again.error().text();
    EXPECT_EQ(again->algorithm(), GetParam());
    const auto envelope = *sign(*again, "catalogue", as_bytes(kPayload));
    EXPECT_TRUE(verified_payload(envelope, "catalogue", {signer_of(key)}).has_value());
}

TEST_P(SignedEnvelope, ASignerWithAnUnreadableOrWrongKeyIsABadSetting) {
    const auto key = made_key();
    const auto envelope = *sign(key, "catalogue", as_bytes(kPayload));
    auto signer = signer_of(key);
    signer.public_key_pem = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n";
    EXPECT_EQ(refusal(envelope, signer), Code::bad_setting);
    const auto other =
        GetParam() == SignatureAlgorithm::ed25519 ? SignatureAlgorithm::sm2_sm3 : SignatureAlgorithm::ed25519;
    signer.public_key_pem = *SigningKey::generate("x", other)->public_key_pem();
    EXPECT_EQ(refusal(envelope, signer), Code::bad_setting);
}

TEST_P(SignedEnvelope, ANameThatIsNotOneLineCannotSign) {
    EXPECT_EQ(sign(made_key("a\nb"), "catalogue", {}).error().code(), Code::bad_argument);
    EXPECT_EQ(sign(made_key(), "", {}).error().code(), Code::bad_argument);
}

TEST(SigningKey, APemThatIsNoneOrNotOursIsABadSetting) {
    EXPECT_EQ(SigningKey::from_pem("x", "").error().code(), Code::bad_setting);
    EXPECT_EQ(SigningKey::from_pem("x", std::string(100'000, 'A')).error().code(), Code::bad_setting);
    EXPECT_EQ(SigningKey::from_pem("x", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
                  .error()
                  .code(),
              Code::bad_setting);
}

// RFC 8032, section 7.1, test 1: the key; what it signs here is ours.
TEST(SigningKey, ReadsAnEd25519KeyThatOpensslWrote) {
    const auto seed = *from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    Bytes pkcs8 = *from_hex("302e020100300506032b657004220420");
    pkcs8.insert(pkcs8.end(), seed.begin(), seed.end());
    const auto key = SigningKey::from_pem(
        "x", "-----BEGIN PRIVATE KEY-----\n" + to_base64(pkcs8) + "\n-----END PRIVATE KEY-----\n");
    ASSERT_TRUE(key.has_value());
    EXPECT_EQ(key->algorithm(), SignatureAlgorithm::ed25519);
    Bytes spki =
        *from_hex("302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    EXPECT_EQ(*key->public_key_pem(),
              "-----BEGIN PUBLIC KEY-----\n" + to_base64(spki) + "\n-----END PUBLIC KEY-----\n");
}

}  // namespace
}  // namespace kiosk24::seal
