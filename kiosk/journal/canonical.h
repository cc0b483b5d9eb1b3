// What the audit chain hashes: the rows' bytes in one fixed spelling. Numbers are 8 bytes, big-endian; texts
// and blobs are a 4-byte length and their bytes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"

namespace kiosk24::journal {

class Canonical {
  public:
    Canonical& number(std::int64_t value) {
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes_.push_back(static_cast<std::uint8_t>(static_cast<std::uint64_t>(value) >> shift));
        return *this;
    }
    Canonical& blob(ByteView value) {
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes_.push_back(static_cast<std::uint8_t>(value.size() >> shift));
        bytes_.insert(bytes_.end(), value.begin(), value.end());
        return *this;
    }
    Canonical& text(std::string_view value) { return blob(as_bytes(value)); }
    const Bytes& bytes() const { return bytes_; }

  private:
    Bytes bytes_;
};

// The row of `entries` with that id, blobs as their digests: they stay when the blobs are erased.
struct EntryRow {
    std::int64_t id = 0;
    std::string case_id;  // empty: none
    std::int64_t boot = 0;
    std::string kind;
    std::int64_t at = 0;
    Bytes facts_digest, personal_digest;
};
inline Bytes canonical_of(const EntryRow& row) {
    return Canonical()
        .number(row.id)
        .text(row.case_id)
        .number(row.boot)
        .text(row.kind)
        .number(row.at)
        .blob(row.facts_digest)
        .blob(row.personal_digest)
        .bytes();
}

// The row of `audit` with that id. The entries' head at that time ties the two chains together.
struct AuditRow {
    std::int64_t id = 0, at = 0;
    std::string what;
    std::int64_t before = 0, cases = 0, entries = 0;
    Bytes entries_head;
};
inline Bytes canonical_of(const AuditRow& row) {
    return Canonical()
        .number(row.id)
        .number(row.at)
        .text(row.what)
        .number(row.before)
        .number(row.cases)
        .number(row.entries)
        .blob(row.entries_head)
        .bytes();
}

}  // namespace kiosk24::journal
