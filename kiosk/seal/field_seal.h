// Seals one field of a database row, bound to its place: a blob moved to another row, column or table does
// not open. Thread-safe on a store that nobody changes.
//
// Blob: version (1), algorithm (1 = AES-256-GCM, 2 = SM4-CTR + HMAC-SM3), length of the key id, key id,
// nonce (12 or 16, random), ciphertext (as long as the text), tag (16 or 32). The tag covers everything
// before it and the place. AES-256-GCM with random nonces holds for 2^32 seals a key; a terminal makes a few
// thousand a day.
#pragma once

#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/personal.h"
#include "kiosk/base/result.h"
#include "kiosk/seal/keys.h"

namespace kiosk24::seal {

struct FieldPlace {
    std::string_view table, key, column;
};

Result<Bytes> seal_field(const SealingKey& key, const FieldPlace& place, ByteView plain);
// bad_signature for anything that is not exactly what seal_field made for this place with a key of this
// store.
Result<PersonalText> open_field(const KeyStore& keys, const FieldPlace& place, ByteView blob);
// The id of the key that sealed it, for counting what still needs a key; empty if it is no blob.
std::string sealed_with(ByteView blob);

// A digest by which a row can be found without storing the value: HMAC with the index key. `what` keeps
// different kinds of values apart ("id_number").
Bytes lookup_digest(const SealingKey& index_key, std::string_view what, std::string_view value);

}  // namespace kiosk24::seal
