#include "kiosk/seal/digest.h"

#include <gtest/gtest.h>

#include <set>

#include "kiosk/seal/random.h"

namespace kiosk24::seal {
namespace {

TEST(Digest, Sha256OfThePublishedMessage) {
    EXPECT_EQ(sha256_hex(as_bytes("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, Sm3OfThePublishedMessages) {
    EXPECT_EQ(to_hex(sm3(as_bytes("abc"))),
              "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string sixteen_times;
    for (int i = 0; i < 16; ++i)
        sixteen_times += "abcd";
    EXPECT_EQ(to_hex(sm3(as_bytes(sixteen_times))),
              "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

// RFC 4231, test case 2.
TEST(Digest, HmacSha256OfThePublishedMessage) {
    EXPECT_EQ(to_hex(hmac_sha256(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Digest, AnEmptyKeyIsAKeyAndNotTheLastOne) {
    const auto first = hmac_sm3({}, as_bytes("text"));
    (void)hmac_sm3(as_bytes("another"), as_bytes("text"));
    EXPECT_EQ(hmac_sm3({}, as_bytes("text")), first);
}

TEST(Digest, EachProfileHasItsOwn) {
    EXPECT_EQ(digest(Profile::international, as_bytes("abc")), sha256(as_bytes("abc")));
    EXPECT_EQ(digest(Profile::sm, as_bytes("abc")), sm3(as_bytes("abc")));
    EXPECT_EQ(keyed_digest(Profile::international, as_bytes("k"), as_bytes("t")),
              hmac_sha256(as_bytes("k"), as_bytes("t")));
    EXPECT_EQ(keyed_digest(Profile::sm, as_bytes("k"), as_bytes("t")),
              hmac_sm3(as_bytes("k"), as_bytes("t")));
}

TEST(Digest, EqualityLooksAtLengthAndContent) {
    EXPECT_TRUE(equal_in_constant_time(as_bytes("same"), as_bytes("same")));
    EXPECT_FALSE(equal_in_constant_time(as_bytes("same"), as_bytes("sane")));
    EXPECT_FALSE(equal_in_constant_time(as_bytes("same"), as_bytes("samer")));
    EXPECT_TRUE(equal_in_constant_time({}, {}));
}

TEST(Profile, BothPassTheirPublishedVectorsHere) {
    EXPECT_TRUE(self_test(Profile::international).has_value());
    EXPECT_TRUE(self_test(Profile::sm).has_value());
}

TEST(Profile, IsFoundByItsName) {
    EXPECT_EQ(profile_named("sm"), Profile::sm);
    EXPECT_EQ(profile_named("international"), Profile::international);
    EXPECT_EQ(profile_named("none"), std::nullopt);
}

TEST(Random, NeverRepeatsAndHasTheLengthAsked) {
    std::set<std::string> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(random_hex(16));
    EXPECT_EQ(seen.size(), 1000u);
    EXPECT_EQ(seen.begin()->size(), 32u);
    EXPECT_TRUE(random_bytes(0).empty());
}

}  // namespace
}  // namespace kiosk24::seal
