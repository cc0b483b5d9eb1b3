// Is this the document that was asked for? The whole check, in order: structure, signatures, text.
#pragma once

#include <string>

#include "drivers/document_verify/signers.h"
#include "kiosk/base/personal.h"
#include "kiosk/wire/driver_message.h"

namespace kiosk24::drivers::document_verify {

struct Structure;

inline constexpr std::size_t kLargestDocument_bytes = 32u << 20;

// A person's document: its name and case number must stand on it. One that is nobody's (a guide): its title
// and document number must, and no name or case number may: somebody's paper never passes for a public one.
using Expected = wire::ask::Verify;

// The number of pages. bad_signature, document_mismatch, bad_input, too_large (structure.h, signers.h); the
// error's words never carry what stands in the document.
Result<int> check_document(ByteView pdf, const Expected& expected, const TrustedSigners& signers);

// Only the signatures: at least one covers the whole file, and each verifies over what it covers.
Status check_signatures(ByteView pdf, const Structure& structure, const TrustedSigners& signers);

}  // namespace kiosk24::drivers::document_verify
