#include "kiosk/seal/cipher.h"
#include "kiosk/seal/native.h"

namespace kiosk24::seal {
namespace {

int length_of(ByteView bytes) {
    return static_cast<int>(bytes.size());
}

bool is_right_size(ByteView key, ByteView nonce) {
    return key.size() == kGcmKey_bytes && nonce.size() == kGcmNonce_bytes;
}

}  // namespace

Result<Bytes> gcm_seal(ByteView key, ByteView nonce, ByteView covered, ByteView plain) {
    if (!is_right_size(key, nonce)) return Error(Code::bad_argument, "a key or nonce of a wrong size");
    const CipherContext context(EVP_CIPHER_CTX_new());
    Bytes sealed(plain.size() + kGcmTag_bytes);
    int length = 0, last = 0;
    const bool done =
        context != nullptr &&
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1 &&
        EVP_EncryptUpdate(context.get(), nullptr, &length, covered.data(), length_of(covered)) == 1 &&
        EVP_EncryptUpdate(context.get(), sealed.data(), &length, plain.data(), length_of(plain)) == 1 &&
        EVP_EncryptFinal_ex(context.get(), sealed.data() + length, &last) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kGcmTag_bytes,
                            sealed.data() + plain.size()) == 1;
    forget_native_errors();
    if (!done) return Error(Code::unsupported, "AES-256-GCM failed");
    return sealed;
}

Result<PersonalText> gcm_open(ByteView key, ByteView nonce, ByteView covered, ByteView sealed) {
    if (!is_right_size(key, nonce) || sealed.size() < kGcmTag_bytes)
        return Error(Code::bad_signature, "a sealed field of a wrong size");
    const ByteView hidden = sealed.first(sealed.size() - kGcmTag_bytes);
    Bytes tag(sealed.end() - kGcmTag_bytes, sealed.end());
    const CipherContext context(EVP_CIPHER_CTX_new());
    std::string plain(hidden.size(), '\0');
    auto* out = reinterpret_cast<unsigned char*>(plain.data());
    int length = 0, last = 0;
    const bool done =
        context != nullptr &&
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &length, covered.data(), length_of(covered)) == 1 &&
        EVP_DecryptUpdate(context.get(), out, &length, hidden.data(), length_of(hidden)) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kGcmTag_bytes, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), out + length, &last) == 1;
    forget_native_errors();
    PersonalText text(std::move(plain));  // wiped if it is not given out
    if (!done) return Error(Code::bad_signature, "a sealed field was changed or moved");
    return text;
}

}  // namespace kiosk24::seal
