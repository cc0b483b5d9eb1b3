#include "kiosk/seal/hash_chain.h"

#include <gtest/gtest.h>

namespace kiosk24::seal {
namespace {

Digest head_of(const std::vector<std::string>& entries) {
    Digest head = kChainBegin;
    for (const auto& entry : entries)
        head = next_head(head, as_bytes(entry));
    return head;
}

TEST(HashChain, TheFirstHeadIsTheDigestOfZerosAndTheEntry) {
    Bytes both(32);
    const std::string entry = "entry";
    both.insert(both.end(), entry.begin(), entry.end());
    EXPECT_EQ(head_of({"entry"}), sha256(both));
}

TEST(HashChain, AnyChangeOfAnyEntryChangesTheHead) {
    const auto head = head_of({"a", "b", "c"});
    EXPECT_EQ(head, head_of({"a", "b", "c"}));
    EXPECT_NE(head, head_of({"x", "b", "c"}));
    EXPECT_NE(head, head_of({"a", "c"}));
    EXPECT_NE(head, head_of({"b", "a", "c"}));
    EXPECT_NE(head, head_of({"a", "b", "c", ""}));
    EXPECT_NE(head, head_of({"ab", "c"}));
}

TEST(HashChain, AStoredHeadOfAWrongSizeIsRefused) {
    const auto head = head_of({"a"});
    EXPECT_EQ(*head_from(head), head);
    EXPECT_EQ(head_from(ByteView(head).first(31)).error().code(), Code::bad_input);
    EXPECT_EQ(head_from({}).error().code(), Code::bad_input);
}

}  // namespace
}  // namespace kiosk24::seal
