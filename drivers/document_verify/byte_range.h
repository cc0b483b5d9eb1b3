// The bytes that a PDF signature covers (ISO 32000-1, 12.8.1): /ByteRange [0 a b c] means bytes 0..a and
// b..b+c; between them stands /Contents as a hexadecimal string and nothing else. Pure; the input is hostile.
#pragma once

#include <array>
#include <cstdint>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk24::drivers::document_verify {

using ByteRange = std::array<std::int64_t, 4>;

enum class Coverage {
    whole_file,       // everything but the signature itself
    earlier_revision  // something was appended afterwards
};
struct SignedBytes {
    ByteView before, after;
    Bytes contents;  // the signature, decoded from the gap
    Coverage coverage = Coverage::earlier_revision;
};

// bad_signature if the range does not start at 0, runs out of the file, overlaps, or leaves out anything but
// one hexadecimal string.
Result<SignedBytes> signed_bytes_of(ByteView file, const ByteRange& range);

}  // namespace kiosk24::drivers::document_verify
