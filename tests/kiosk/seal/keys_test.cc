#include "kiosk/seal/keys.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/kiosk/seal/temporary_directory.h"

namespace kiosk24::seal {
namespace {

class KeyStoreTest : public testing::Test {
  protected:
    Result<KeyStore> open(Profile profile = Profile::international) { return KeyStore::open(keys_, profile); }
    void expect_refused(std::string_view words) {
        const auto store = open();
        ASSERT_FALSE(store.has_value());
        EXPECT_EQ(store.error().code(), Code::bad_setting);
        EXPECT_NE(store.error().detail().find(words), std::string::npos) << store.error().text();
    }
    static mode_t mode_of(const std::filesystem::path& path) {
        struct stat found {};
        EXPECT_EQ(::stat(path.c_str(), &found), 0);
        return found.st_mode & 0777;
    }

    TemporaryDirectory directory_;
    std::filesystem::path keys_ = directory_.path() / "keys";
};

TEST_F(KeyStoreTest, TheFirstOpeningMakesKeysThatOnlyTheOwnerMayUse) {
    const auto store = open();
    ASSERT_TRUE(store.has_value()) << store.error().text();
    EXPECT_EQ(mode_of(keys_), 0700u);
    EXPECT_EQ(mode_of(keys_ / "0001.key"), 0600u);
    EXPECT_EQ(mode_of(keys_ / "index.key"), 0600u);
    EXPECT_EQ(store->current().id, "0001");
    EXPECT_EQ(store->current().bytes.reveal().size(), 32u);
    EXPECT_NE(store->current().bytes, store->index().bytes);
}

TEST_F(KeyStoreTest, TheNextOpeningFindsTheSameKeys) {
    const auto first = open(), second = open();
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->current().bytes, second->current().bytes);
    EXPECT_EQ(first->index().bytes, second->index().bytes);
}

TEST_F(KeyStoreTest, AKeyFileThatOthersMayReadIsRefused) {
    ASSERT_TRUE(open().has_value());
    ::chmod((keys_ / "0001.key").c_str(), 0640);
    expect_refused("0600");
}

TEST_F(KeyStoreTest, ADirectoryThatOthersMayReadIsRefused) {
    ASSERT_TRUE(open().has_value());
    ::chmod(keys_.c_str(), 0755);
    expect_refused("0700");
}

TEST_F(KeyStoreTest, ALinkInsteadOfAKeyFileIsRefused) {
    ASSERT_TRUE(open().has_value());
    std::filesystem::rename(keys_ / "0001.key", directory_.path() / "elsewhere.key");
    std::filesystem::create_symlink(directory_.path() / "elsewhere.key", keys_ / "0001.key");
    expect_refused("is a link");
}

TEST_F(KeyStoreTest, ADamagedKeyFileIsRefusedAndNeverReplaced) {
    ASSERT_TRUE(open().has_value());
    for (const auto* text : {"", "kiosk24-key 1 international 00ff\n", "kiosk24-key 1 unknown 00\n",
                             "kiosk24-key 2 international 00\n", "kiosk24-key 1 international xyz\n",
                             "kiosk24-key 1 international", "not a key\n"}) {
        std::ofstream(keys_ / "0001.key", std::ios::trunc) << text;
        expect_refused("not a key file");
    }
}

TEST_F(KeyStoreTest, AStoreThatLostItsIndexKeyIsRefused) {
    ASSERT_TRUE(open().has_value());
    std::filesystem::remove(keys_ / "index.key");
    expect_refused("lost");
}

TEST_F(KeyStoreTest, AFileWithAStrangeNameIsRefused) {
    ASSERT_TRUE(open().has_value());
    std::filesystem::rename(keys_ / "0001.key", keys_ / "mine.key");
    expect_refused("not a key's name");
}

TEST_F(KeyStoreTest, ADirectoryThatCannotBeMadeIsBrokenStorage) {
    const auto store = KeyStore::open(directory_.path() / "not there" / "keys", Profile::international);
    ASSERT_FALSE(store.has_value());
    EXPECT_EQ(store.error().code(), Code::broken_storage);
}

TEST_F(KeyStoreTest, RotationKeepsTheOldKeysAndSealsWithTheNewOne) {
    auto store = open();
    ASSERT_TRUE(store && store->rotate());
    EXPECT_EQ(store->current().id, "0002");
    EXPECT_NE(store->find("0001"), nullptr);
    const auto again = open();
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->current().id, "0002");
    EXPECT_NE(again->find("0001"), nullptr);
}

TEST_F(KeyStoreTest, AnotherProfileGetsAKeyOfItsOwnAndKeepsTheOldOne) {
    ASSERT_TRUE(open().has_value());
    const auto store = open(Profile::sm);
    ASSERT_TRUE(store.has_value());
    EXPECT_EQ(store->current().profile, Profile::sm);
    EXPECT_EQ(store->current().bytes.reveal().size(), 48u);
    ASSERT_NE(store->find("0001"), nullptr);
    EXPECT_EQ(store->find("0001")->profile, Profile::international);
}

TEST_F(KeyStoreTest, ADestroyedKeyIsGoneForEver) {
    auto store = open();
    ASSERT_TRUE(store && store->rotate());
    EXPECT_EQ(store->destroy("0002").error().code(), Code::bad_argument);
    EXPECT_EQ(store->destroy("0007").error().code(), Code::not_found);
    ASSERT_TRUE(store->destroy("0001").has_value());
    EXPECT_EQ(store->find("0001"), nullptr);
    EXPECT_FALSE(std::filesystem::exists(keys_ / "0001.key"));
    const auto again = open();
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->find("0001"), nullptr);
}

TEST_F(KeyStoreTest, AFileLeftByAPowerCutWhileMakingAKeyDoesNoHarm) {
    ASSERT_TRUE(open().has_value());
    std::ofstream(keys_ / "0002.unfinished") << "kiosk24-k";
    auto store = open();
    ASSERT_TRUE(store && store->rotate());
    EXPECT_EQ(store->current().id, "0002");
}

}  // namespace
}  // namespace kiosk24::seal
