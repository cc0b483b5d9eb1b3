#include "kiosk/seal/field_seal.h"

#include <gtest/gtest.h>

#include "kiosk/seal/cipher.h"
#include "tests/kiosk/seal/temporary_directory.h"

namespace kiosk24::seal {
namespace {

constexpr std::string_view kText = "11010519491231002X 张三";
constexpr FieldPlace kPlace{"entries", "case-1", "personal"};

class SealedField : public testing::TestWithParam<Profile> {
  protected:
    void SetUp() override {
        auto store = KeyStore::open(directory_.path() / "keys", GetParam());
        ASSERT_TRUE(store.has_value()) << store.error().text();
        keys_.emplace(std::move(*store));
    }
    Bytes sealed(std::string_view text = kText) {
        auto blob = seal_field(keys_->current(), kPlace, as_bytes(text));
        EXPECT_TRUE(blob.has_value());
        return blob ? *blob : Bytes();
    }
    void expect_refused(ByteView blob, const FieldPlace& place = kPlace) {
        const auto opened = open_field(*keys_, place, blob);
        ASSERT_FALSE(opened.has_value());
        EXPECT_EQ(opened.error().code(), Code::bad_signature);
        EXPECT_EQ(opened.error().text().find("张三"), std::string::npos);
    }

    TemporaryDirectory directory_;
    std::optional<KeyStore> keys_;
};
INSTANTIATE_TEST_SUITE_P(BothProfiles, SealedField, testing::Values(Profile::international, Profile::sm),
                         [](const auto& row) { return std::string(name_of(row.param)); });

TEST_P(SealedField, OpensToWhatWasSealed) {
    for (const auto text : {kText, std::string_view(), std::string_view("\0\xFF", 2)}) {
        const auto opened = open_field(*keys_, kPlace, sealed(text));
        ASSERT_TRUE(opened.has_value()) << opened.error().text();
        EXPECT_EQ(opened->reveal(), text);
    }
    const std::string large(1 << 20, 'x');
    const auto opened = open_field(*keys_, kPlace, sealed(large));
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->reveal(), large);
}

TEST_P(SealedField, TheSameTextNeverLooksTheSameAndNeverShowsThrough) {
    const auto one = sealed(), other = sealed();
    EXPECT_NE(one, other);
    EXPECT_EQ(as_text(one).find("张三"), std::string::npos);
}

TEST_P(SealedField, AnyChangedBitIsRefused) {
    const auto blob = sealed();
    for (std::size_t i = 0; i < blob.size() * 8; ++i) {
        auto changed = blob;
        changed[i / 8] = static_cast<std::uint8_t>(changed[i / 8] ^ (1u << i % 8));
        expect_refused(changed);
    }
}

TEST_P(SealedField, AnyShortenedOrLengthenedBlobIsRefused) {
    const auto blob = sealed();
    for (std::size_t size = 0; size < blob.size(); ++size)
        expect_refused(ByteView(blob).first(size));
    auto longer = blob;
    longer.push_back(0);
    expect_refused(longer);
}

TEST_P(SealedField, AMovedBlobIsRefused) {
    const auto blob = sealed();
    expect_refused(blob, {"outbox", "case-1", "personal"});
    expect_refused(blob, {"entries", "case-2", "personal"});
    expect_refused(blob, {"entries", "case-1", "facts"});
    expect_refused(blob, {"entriescase-1", "", "personal"});
}

TEST_P(SealedField, AnotherStoresKeyDoesNotOpenIt) {
    const TemporaryDirectory elsewhere;
    const auto other = KeyStore::open(elsewhere.path() / "keys", GetParam());
    ASSERT_TRUE(other.has_value());
    const auto opened = open_field(*other, kPlace, sealed());
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code(), Code::bad_signature);
}

TEST_P(SealedField, OpensAfterRotationUntilItsKeyIsDestroyed) {
    const auto blob = sealed();
    EXPECT_EQ(sealed_with(blob), "0001");
    ASSERT_TRUE(keys_->rotate().has_value());
    EXPECT_TRUE(open_field(*keys_, kPlace, blob).has_value());
    EXPECT_EQ(sealed_with(sealed()), "0002");
    ASSERT_TRUE(keys_->destroy("0001").has_value());
    expect_refused(blob);
}

TEST_P(SealedField, OpensAfterTheSiteChangedItsProfile) {
    const auto blob = sealed();
    const auto other = GetParam() == Profile::sm ? Profile::international : Profile::sm;
    const auto store = KeyStore::open(directory_.path() / "keys", other);
    ASSERT_TRUE(store.has_value());
    const auto opened = open_field(*store, kPlace, blob);
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->reveal(), kText);
}

TEST_P(SealedField, ALookupDigestIsStableAndKeepsKindsAndStoresApart) {
    const auto digest = lookup_digest(keys_->index(), "id_number", "11010519491231002X");
    EXPECT_EQ(digest, lookup_digest(keys_->index(), "id_number", "11010519491231002X"));
    EXPECT_NE(digest, lookup_digest(keys_->index(), "telephone", "11010519491231002X"));
    EXPECT_NE(lookup_digest(keys_->index(), "ab", "c"), lookup_digest(keys_->index(), "a", "bc"));
    const TemporaryDirectory elsewhere;
    const auto other = KeyStore::open(elsewhere.path() / "keys", GetParam());
    ASSERT_TRUE(other.has_value());
    EXPECT_NE(digest, lookup_digest(other->index(), "id_number", "11010519491231002X"));
}

// GB/T 32907 appendix A.1, as one counter block over zeros.
TEST(Sm4, GivesThePublishedBlock) {
    auto key = *from_hex("0123456789abcdeffedcba9876543210");
    const auto counter = key;
    key.resize(kSmKey_bytes);
    const auto sealed = sm_seal(key, counter, {}, Bytes(16));
    ASSERT_TRUE(sealed.has_value());
    EXPECT_EQ(to_hex(ByteView(*sealed).first(16)), "681edf34d206965e86b3e94f536e4246");
}

TEST(SealedFieldWithoutAKey, IsNoBlobAndCannotBeMade) {
    EXPECT_EQ(sealed_with(as_bytes("anything")), "");
    EXPECT_EQ(seal_field({}, kPlace, as_bytes("x")).error().code(), Code::bad_argument);
    EXPECT_EQ(
        seal_field({"0001", Profile::sm, Personal<Bytes>(Bytes(3))}, kPlace, as_bytes("x")).error().code(),
        Code::bad_argument);
}

}  // namespace
}  // namespace kiosk24::seal
