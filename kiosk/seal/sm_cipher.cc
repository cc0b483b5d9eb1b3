#include "kiosk/seal/cipher.h"
#include "kiosk/seal/digest.h"
#include "kiosk/seal/native.h"

namespace kiosk24::seal {
namespace {

// Counter mode is its own inverse.
bool sm4_ctr(ByteView key, ByteView nonce, ByteView from, std::uint8_t* to) {
    const CipherContext context(EVP_CIPHER_CTX_new());
    int length = 0, last = 0;
    const bool done =
        context != nullptr &&
        EVP_EncryptInit_ex(context.get(), EVP_sm4_ctr(), nullptr, key.data(), nonce.data()) == 1 &&
        EVP_EncryptUpdate(context.get(), to, &length, from.data(), static_cast<int>(from.size())) == 1 &&
        EVP_EncryptFinal_ex(context.get(), to + length, &last) == 1;
    forget_native_errors();
    return done;
}

Digest tag_of(ByteView key, ByteView nonce, ByteView covered, ByteView hidden) {
    Bytes all;
    all.reserve(8 + covered.size() + nonce.size() + hidden.size());
    for (int shift = 56; shift >= 0; shift -= 8)
        all.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(covered.size()) >> shift));
    for (const auto part : {covered, nonce, hidden})
        all.insert(all.end(), part.begin(), part.end());
    return hmac_sm3(key.subspan(kSm4Key_bytes), all);
}

bool is_right_size(ByteView key, ByteView nonce) {
    return key.size() == kSmKey_bytes && nonce.size() == kSm4Nonce_bytes;
}

}  // namespace

Result<Bytes> sm_seal(ByteView key, ByteView nonce, ByteView covered, ByteView plain) {
    if (!is_right_size(key, nonce)) return Error(Code::bad_argument, "a key or nonce of a wrong size");
    Bytes sealed(plain.size());
    if (!sm4_ctr(key.first(kSm4Key_bytes), nonce, plain, sealed.data()))
        return Error(Code::unsupported, "SM4-CTR failed");
    const auto tag = tag_of(key, nonce, covered, sealed);
    sealed.insert(sealed.end(), tag.begin(), tag.end());
    return sealed;
}

Result<PersonalText> sm_open(ByteView key, ByteView nonce, ByteView covered, ByteView sealed) {
    if (!is_right_size(key, nonce) || sealed.size() < kSm3Tag_bytes)
        return Error(Code::bad_signature, "a sealed field of a wrong size");
    const ByteView hidden = sealed.first(sealed.size() - kSm3Tag_bytes);
    if (!equal_in_constant_time(tag_of(key, nonce, covered, hidden), sealed.last(kSm3Tag_bytes)))
        return Error(Code::bad_signature, "a sealed field was changed or moved");
    std::string plain(hidden.size(), '\0');
    const bool done =
        sm4_ctr(key.first(kSm4Key_bytes), nonce, hidden, reinterpret_cast<std::uint8_t*>(plain.data()));
    PersonalText text(std::move(plain));
    if (!done) return Error(Code::unsupported, "SM4-CTR failed");
    return text;
}

}  // namespace kiosk24::seal
