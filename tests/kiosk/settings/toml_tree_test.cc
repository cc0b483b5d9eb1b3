#include "kiosk/settings/toml_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/settings/folder.h"

namespace kiosk24::settings {
namespace {

TEST(TomlTree, TextThatIsNotUtf8IsRefused) {
    const auto tree = parse_toml("a = \"\xff\xfe\"", "file");
    ASSERT_FALSE(tree);
    EXPECT_EQ(tree.error().code(), Code::bad_setting);
    EXPECT_THAT(tree.error().detail(), testing::StartsWith("file:1:"));
}

TEST(TomlTree, AKeyThatStandsTwiceIsRefused) {
    EXPECT_FALSE(parse_toml("a = 1\na = 2", "file"));
}

TEST(TomlTree, AHugeFileIsRefusedUnread) {
    Folder folder;
    const auto tree = read_toml(folder.write("huge.toml", std::string(2u << 20, '#')));
    ASSERT_FALSE(tree);
    EXPECT_EQ(tree.error().code(), Code::too_large);
}

TEST(TomlTree, AFolderIsNotAFile) {
    Folder folder;
    EXPECT_FALSE(read_toml(folder.path()));
}

TEST(TomlTree, VeryDeepNestingEndsAsAnError) {
    EXPECT_FALSE(parse_toml("a = " + std::string(100'000, '['), "file"));
}

TEST(TomlTree, KeysKeepTheirOrderAndTheirPlaces) {
    const auto tree = parse_toml("zebra = 1\napple = 2.5\n[table]\n\"a.b\" = true\n", "file");
    ASSERT_TRUE(tree);
    ASSERT_EQ(tree->entries.size(), 3u);
    EXPECT_EQ(tree->entries[0].key, "zebra");
    EXPECT_EQ(tree->entries[1].value.place.text(), "file:2:9");
    EXPECT_EQ(tree->entries[2].value.entries[0].key, "a.b");
    EXPECT_EQ(tree->entries[2].value.entries[0].place.text(), "file:4:1");
}

TEST(TomlTree, AnOverrideOfATextIsTakenAsItStands) {
    auto tree = parse_toml("a = \"x\"", "file");
    ASSERT_TRUE(tree);
    ASSERT_TRUE(apply_override(*tree, "a=12"));
    EXPECT_EQ(tree->find("a")->value.kind, Node::Kind::text);
    EXPECT_EQ(tree->find("a")->value.text, "12");
    ASSERT_TRUE(apply_override(*tree, "a=\"quoted\""));
    EXPECT_EQ(tree->find("a")->value.text, "quoted");
}

TEST(TomlTree, AnOverrideCannotSmuggleInASecondKey) {
    auto tree = parse_toml("", "file");
    ASSERT_TRUE(tree);
    ASSERT_TRUE(apply_override(*tree, "a=1\nb=2"));
    EXPECT_EQ(tree->find("a")->value.text, "1\nb=2");
    EXPECT_EQ(tree->find("b"), nullptr);
}

TEST(ClosestKey, ASlipOrAForgottenUnitIsRecognisedAndNothingElse) {
    EXPECT_EQ(closest("idle", {"url", "idle_ms"}), "idle_ms");
    EXPECT_EQ(closest("idel_ms", {"idle_ms", "url"}), "idle_ms");
    EXPECT_EQ(closest("idlems", {"idle_ms", "url"}), "idle_ms");
    EXPECT_EQ(closest("tty", {"id", "class", "user"}), "");
}

}  // namespace
}  // namespace kiosk24::settings
