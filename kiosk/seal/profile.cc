#include "kiosk/seal/profile.h"

#include "kiosk/seal/cipher.h"
#include "kiosk/seal/digest.h"
#include "kiosk/seal/native.h"

namespace kiosk24::seal {
namespace {

// FIPS 180-2 appendix B.1; GB/T 32905 appendix A.1.
constexpr std::string_view kSha256OfAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr std::string_view kSm3OfAbc = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
// GB/T 32907 appendix A.1: key and text are the same 16 bytes. In counter mode, a counter of that value over
// zeros gives the same block.
constexpr std::string_view kSm4Key = "0123456789abcdeffedcba9876543210";
constexpr std::string_view kSm4Block = "681edf34d206965e86b3e94f536e4246";
// The GCM specification's test case 13: AES-256, zero key and nonce, nothing to hide.
constexpr std::string_view kGcmTagOfNothing = "530f8afbc74536b9a963b4f1c4cb738b";

bool has_digest(const EVP_MD* algorithm, std::string_view expected) {
    Digest found{};
    unsigned int size = 0;
    const auto text = as_bytes("abc");
    const bool done = EVP_Digest(text.data(), text.size(), found.data(), &size, algorithm, nullptr) == 1;
    forget_native_errors();
    return done && to_hex(found) == expected;
}

bool has_gcm() {
    const Bytes zeros(kGcmKey_bytes);
    const auto sealed = gcm_seal(zeros, ByteView(zeros).first(kGcmNonce_bytes), {}, {});
    return sealed && to_hex(*sealed) == kGcmTagOfNothing;
}

bool has_sm4() {
    const auto block = from_hex(kSm4Key);
    if (!block) return false;
    Bytes key = *block;
    key.resize(kSmKey_bytes);
    const Bytes zeros(16);
    const auto sealed = sm_seal(key, *block, {}, zeros);
    return sealed && to_hex(ByteView(*sealed).first(16)) == kSm4Block;
}

}  // namespace

std::string_view name_of(Profile profile) {
    return profile == Profile::sm ? "sm" : "international";
}

std::optional<Profile> profile_named(std::string_view name) {
    for (const auto profile : {Profile::international, Profile::sm}) {
        if (name_of(profile) == name) return profile;
    }
    return std::nullopt;
}

Status self_test(Profile profile) {
    // The audit chain and documents use SHA-256 in both profiles.
    if (!has_digest(EVP_sha256(), kSha256OfAbc)) return Error(Code::unsupported, "SHA-256");
    if (profile == Profile::international)
        return has_gcm() ? Status() : Error(Code::unsupported, "AES-256-GCM");
    if (!has_digest(EVP_sm3(), kSm3OfAbc)) return Error(Code::unsupported, "SM3");
    return has_sm4() ? Status() : Error(Code::unsupported, "SM4-CTR");
}

}  // namespace kiosk24::seal
