// What stands in a PDF besides its text, read strictly with libqpdf: nothing is repaired.
#pragma once

#include <vector>

#include "drivers/document_verify/byte_range.h"

namespace kiosk24::drivers::document_verify {

inline constexpr int kMostPages = 50;
inline constexpr std::size_t kMostObjects = 20'000;

struct FoundSignature {
    ByteRange byte_range{};
    Bytes contents;  // /Contents as the object says it; must equal the gap of the byte range
};
struct Structure {
    int pages = 0;
    std::vector<FoundSignature> signatures;  // every one in the file, also outside the form
};

// Signatures are looked for in all objects. Codes:
//   bad_input      not a well-formed PDF, encrypted, no page, a page that is not A4 upright (210 x 297 mm, 3
//   mm
//                  more or less), or something that acts: scripts, launch, attached files, XFA, media
//   too_large      more than kMostPages or kMostObjects
//   bad_signature  no signature field, or a signature of a kind that is not accepted
// libqpdf may need much memory and time for hostile bytes: call it only in a process that can be spared.
Result<Structure> read_structure(ByteView pdf);

}  // namespace kiosk24::drivers::document_verify
