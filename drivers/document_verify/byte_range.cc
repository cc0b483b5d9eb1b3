#include "drivers/document_verify/byte_range.h"

namespace kiosk24::drivers::document_verify {
namespace {

Error refused(std::string_view why) {
    return Error(Code::bad_signature, std::string(why));
}

int hex_digit(std::uint8_t byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    return -1;
}

// White space is legal inside a hexadecimal string; here it would be room that nobody signed.
Result<Bytes> decoded(ByteView gap) {
    if (gap.size() < 4 || gap.front() != '<' || gap.back() != '>' || gap.size() % 2 != 0)
        return refused("the gap of the byte range is not a hexadecimal string");
    const auto digits = gap.subspan(1, gap.size() - 2);
    Bytes bytes;
    bytes.reserve(digits.size() / 2);
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        const int high = hex_digit(digits[i]), low = hex_digit(digits[i + 1]);
        if (high < 0 || low < 0) return refused("the gap of the byte range holds more than the signature");
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

}  // namespace

Result<SignedBytes> signed_bytes_of(ByteView file, const ByteRange& range) {
    const auto size = static_cast<std::int64_t>(file.size());
    const auto [start, first, second, length] = range;
    if (start != 0) return refused("the byte range does not start at 0");
    if (first < 0 || second < first || length < 0 || first > size || second > size || length > size - second)
        return refused("the byte range runs out of the file");
    const auto at = [](std::int64_t offset) { return static_cast<std::size_t>(offset); };
    TRY(contents, decoded(file.subspan(at(first), at(second - first))));
    SignedBytes bytes;
    bytes.before = file.first(at(first));
    bytes.after = file.subspan(at(second), at(length));
    bytes.contents = std::move(contents);
    bytes.coverage = second + length == size ? Coverage::whole_file : Coverage::earlier_revision;
    return bytes;
}

}  // namespace kiosk24::drivers::document_verify
