#include "drivers/document_verify/byte_range.h"

#include <gtest/gtest.h>

#include <limits>

namespace kiosk24::drivers::document_verify {
namespace {

const std::string kFile = "%PDF<abCD>end";  // the gap is bytes 4 to 10

Result<SignedBytes> taken(const ByteRange& range, const std::string& file = kFile) {
    return signed_bytes_of(as_bytes(file), range);
}

TEST(ByteRange, EverythingButTheSignatureIsCovered) {
    const auto bytes = taken({0, 4, 10, 3});
    ASSERT_TRUE(bytes);
    EXPECT_EQ(as_text(bytes->before), "%PDF");
    EXPECT_EQ(as_text(bytes->after), "end");
    EXPECT_EQ(bytes->contents, (Bytes{0xAB, 0xCD}));
    EXPECT_EQ(bytes->coverage, Coverage::whole_file);
}

TEST(ByteRange, WhatIsLeftOutAtTheEndIsAnEarlierRevision) {
    EXPECT_EQ(taken({0, 4, 10, 2})->coverage, Coverage::earlier_revision);
}

TEST(ByteRange, ARangeThatIsNotExactlyThatIsRefused) {
    constexpr auto kHuge = std::numeric_limits<std::int64_t>::max();
    const ByteRange wrong[] = {
        {1, 3, 10, 3},    {0, 3, 10, 3},     {0, 5, 10, 3},  {0, 4, 9, 4},   {0, 4, 11, 2},
        {0, 4, 10, 4},    {0, 4, 3, 3},      {0, -1, 10, 3}, {0, 4, 10, -1}, {0, 99, 100, 3},
        {0, 4, kHuge, 3}, {0, 4, 10, kHuge}, {-1, 4, 10, 3}, {0, 10, 10, 3}, {0, kHuge, kHuge, kHuge}};
    for (const auto& range : wrong) {
        const auto bytes = taken(range);
        ASSERT_FALSE(bytes) << range[0] << ' ' << range[1] << ' ' << range[2] << ' ' << range[3];
        EXPECT_EQ(bytes.error().code(), Code::bad_signature);
    }
}

TEST(ByteRange, AGapMayHoldNothingButHexadecimalDigits) {
    EXPECT_FALSE(taken({0, 4, 10, 3}, "%PDF<ab>D>end"));
    EXPECT_FALSE(taken({0, 4, 10, 3}, "%PDF<ab D>end"));
    EXPECT_FALSE(taken({0, 4, 10, 3}, "%PDF(abCD)end"));
    EXPECT_FALSE(taken({0, 4, 9, 3}, "%PDF<abC>end"));
}

}  // namespace
}  // namespace kiosk24::drivers::document_verify
