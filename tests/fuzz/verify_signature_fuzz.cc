// A hostile PDF: its structure is read or refused, and what a byte range covers always lies in the file.
#include "drivers/document_verify/structure.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    using namespace kiosk24::drivers::document_verify;
    const ByteView file{data, size};
    const auto structure = read_structure(file);
    if (!structure) return 0;
    if (structure->pages < 1 || structure->pages > kMostPages) fuzz::broken("a document has 1 to 50 pages");
    if (structure->signatures.empty()) fuzz::broken("an accepted structure is signed");
    for (const auto& signature : structure->signatures) {
        const auto bytes = signed_bytes_of(file, signature.byte_range);
        if (!bytes) continue;
        const auto covered = bytes->before.size() + bytes->after.size() + 2 * bytes->contents.size() + 2;
        if (covered > size) fuzz::broken("a signature covers no more than the file");
        if ((covered == size) != (bytes->coverage == Coverage::whole_file)) fuzz::broken("coverage is exact");
    }
    return 0;
}
