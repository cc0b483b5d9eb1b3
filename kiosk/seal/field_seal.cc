#include "kiosk/seal/field_seal.h"

#include "kiosk/seal/cipher.h"
#include "kiosk/seal/digest.h"
#include "kiosk/seal/random.h"

namespace kiosk24::seal {
namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::uint8_t kAesGcm = 1, kSm4Hmac = 2;
constexpr std::size_t kFixedHeader_bytes = 3;  // version, algorithm, length of the key id
constexpr std::size_t kLongestKeyId = 16;
constexpr std::size_t kLargestField_bytes = 64u << 20;

std::uint8_t algorithm_of(Profile profile) {
    return profile == Profile::sm ? kSm4Hmac : kAesGcm;
}

std::size_t nonce_bytes_of(Profile profile) {
    return profile == Profile::sm ? kSm4Nonce_bytes : kGcmNonce_bytes;
}

void append_sized(Bytes& to, std::string_view text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    for (int shift = 24; shift >= 0; shift -= 8)
        to.push_back(static_cast<std::uint8_t>(size >> shift));
    to.insert(to.end(), text.begin(), text.end());
}

// Each part with its length, so that ("ab","c") is not ("a","bc").
Bytes covered_by_tag(ByteView header, const FieldPlace& place) {
    Bytes covered(header.begin(), header.end());
    append_sized(covered, place.table);
    append_sized(covered, place.key);
    append_sized(covered, place.column);
    return covered;
}

struct Blob {
    std::uint8_t algorithm = 0;
    std::string_view key_id;
    ByteView header, rest;  // rest: nonce, ciphertext, tag
};

Result<Blob> parts_of(ByteView blob) {
    const Error bad(Code::bad_signature, "not a sealed field");
    if (blob.size() < kFixedHeader_bytes || blob[0] != kVersion) return bad;
    const std::size_t id_size = blob[2];
    if (id_size == 0 || id_size > kLongestKeyId || blob.size() < kFixedHeader_bytes + id_size) return bad;
    const auto* id = reinterpret_cast<const char*>(blob.data() + kFixedHeader_bytes);
    const std::size_t header_size = kFixedHeader_bytes + id_size;
    return Blob{blob[1], std::string_view(id, id_size), blob.first(header_size), blob.subspan(header_size)};
}

}  // namespace

Result<Bytes> seal_field(const SealingKey& key, const FieldPlace& place, ByteView plain) {
    if (key.id.empty() || key.id.size() > kLongestKeyId)
        return Error(Code::bad_argument, "a key without an id");
    if (plain.size() > kLargestField_bytes) return Error(Code::too_large, "a field to seal");
    Bytes blob{kVersion, algorithm_of(key.profile), static_cast<std::uint8_t>(key.id.size())};
    blob.insert(blob.end(), key.id.begin(), key.id.end());
    const Bytes covered = covered_by_tag(blob, place);
    const Bytes nonce = random_bytes(nonce_bytes_of(key.profile));
    const auto& secret = key.bytes.reveal();
    TRY(sealed, key.profile == Profile::sm ? sm_seal(secret, nonce, covered, plain)
                                           : gcm_seal(secret, nonce, covered, plain));
    blob.insert(blob.end(), nonce.begin(), nonce.end());
    blob.insert(blob.end(), sealed.begin(), sealed.end());
    return blob;
}

Result<PersonalText> open_field(const KeyStore& keys, const FieldPlace& place, ByteView blob) {
    if (blob.size() > kLargestField_bytes + 256) return Error(Code::bad_signature, "not a sealed field");
    TRY(parts, parts_of(blob));
    const auto* key = keys.find(parts.key_id);
    if (key == nullptr) return Error(Code::bad_signature, "sealed with a key that is not here");
    const std::size_t nonce_size = nonce_bytes_of(key->profile);
    // The key decides the algorithm, never the blob: nobody can talk a key into another one.
    if (parts.algorithm != algorithm_of(key->profile) || parts.rest.size() < nonce_size)
        return Error(Code::bad_signature, "not a sealed field");
    const Bytes covered = covered_by_tag(parts.header, place);
    const auto nonce = parts.rest.first(nonce_size), sealed = parts.rest.subspan(nonce_size);
    const auto& secret = key->bytes.reveal();
    return key->profile == Profile::sm ? sm_open(secret, nonce, covered, sealed)
                                       : gcm_open(secret, nonce, covered, sealed);
}

std::string sealed_with(ByteView blob) {
    const auto parts = parts_of(blob);
    return parts ? std::string(parts->key_id) : std::string();
}

Bytes lookup_digest(const SealingKey& index_key, std::string_view what, std::string_view value) {
    Bytes covered;
    append_sized(covered, what);
    append_sized(covered, value);
    const auto found = keyed_digest(index_key.profile, index_key.bytes.reveal(), covered);
    wipe_value(covered);
    return Bytes(found.begin(), found.end());
}

}  // namespace kiosk24::seal
