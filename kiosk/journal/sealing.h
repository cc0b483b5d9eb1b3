// How the ledger hides what it keeps. Facts, personal fields and the outbox are sealed with kiosk/seal's
// field seal, bound to table, row and column. A person is found again by a keyed digest of the normalised ID
// number: equal for the same person, nothing without the key. What does not open is broken_storage.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/journal/outgoing.h"
#include "kiosk/model/application.h"
#include "kiosk/seal/keys.h"
#include "kiosk/wire/ledger.h"

namespace kiosk24::journal {

struct Row {
    std::string_view table;
    std::string key;  // the primary key as text
};

Result<Bytes> seal_facts(const seal::KeyStore& keys, const Row& row, const wire::Facts& facts);
Result<wire::Facts> open_facts(const seal::KeyStore& keys, const Row& row, ByteView blob);
// Column "personal".
Result<Bytes> seal_personal(const seal::KeyStore& keys, const Row& row, const wire::PersonalFacts& personal);
// Column "payload".
Result<Bytes> seal_outgoing(const seal::KeyStore& keys, const Row& row, const Outgoing& outgoing);
Result<Outgoing> open_outgoing(const seal::KeyStore& keys, const Row& row, std::string_view kind,
                               ByteView blob);

// Column "payload" of a draft.
Result<Bytes> seal_draft(const seal::KeyStore& keys, const Row& row, const Draft& draft);
Result<Draft> open_draft(const seal::KeyStore& keys, const Row& row, ByteView blob);

// Whose case it is. bad_argument for an empty number.
Result<Bytes> subject_of(const seal::KeyStore& keys, const PersonalText& id_number);
// Stays the same as long as the index key does: tells the ledger's own keys from others.
std::string mark_of(const seal::KeyStore& keys);

}  // namespace kiosk24::journal
