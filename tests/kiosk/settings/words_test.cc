#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/settings/settings.h"
#include "tests/kiosk/settings/folder.h"

namespace kiosk24::settings {
namespace {

using testing::HasSubstr;

TEST(Words, ALanguageWithoutAFileIsNotFound) {
    Folder folder;
    folder.write("zh-Hans.toml", "a = \"一\"");
    const auto texts = read_texts(folder.path());
    ASSERT_FALSE(texts);
    EXPECT_EQ(texts.error().code(), Code::not_found);
    EXPECT_THAT(texts.error().detail(), HasSubstr("en.toml"));
}

TEST(Words, AKeyThatOneLanguageLacksIsRefusedWithItsPlaceInTheOther) {
    Folder folder;
    folder.write("zh-Hans.toml", "[home]\ntitle = \"首页\"\n");
    folder.write("en.toml", "[home]\ntitle = \"Home\"\nhint = \"Touch\"\n");
    const auto texts = read_texts(folder.path());
    ASSERT_FALSE(texts);
    EXPECT_THAT(texts.error().detail(), HasSubstr("en.toml:3:1: 'home.hint' is missing in zh-Hans.toml"));
}

TEST(Words, AnythingButATextIsRefused) {
    Folder folder;
    folder.write("zh-Hans.toml", "a = 1");
    folder.write("en.toml", "a = \"1\"");
    EXPECT_THAT(read_texts(folder.path()).error().detail(),
                HasSubstr("a: is a whole number, expected a text"));
}

TEST(Words, TheSameFlatKeyTwiceIsRefused) {
    Folder folder;
    for (const auto* file : {"zh-Hans.toml", "en.toml"})
        folder.write(file, "\"a.b\" = \"x\"\n[a]\nb = \"y\"\n");
    EXPECT_THAT(read_texts(folder.path()).error().detail(), HasSubstr("a.b: stands twice"));
}

TEST(Words, NestedTablesAndQuotedKeysAreFlattenedWithDots) {
    Folder folder;
    folder.write("zh-Hans.toml", "[fault.\"document_printer.paper_out\"]\ncitizen = \"没有纸了\"\n");
    folder.write("en.toml", "[fault.\"document_printer.paper_out\"]\ncitizen = \"Out of paper\"\n");
    const auto texts = read_texts(folder.path());
    ASSERT_TRUE(texts) << texts.error().text();
    EXPECT_EQ(texts->get(Language::zh_hans, "fault.document_printer.paper_out.citizen"), "没有纸了");
    EXPECT_EQ(texts->get(Language::en, "fault.document_printer.paper_out.citizen"), "Out of paper");
}

TEST(ShippedWords, EveryLanguageHasTheSameKeys) {
    const auto texts = read_texts(KIOSK24_SOURCE_DIR "/assets/words");
    EXPECT_TRUE(texts) << texts.error().text();
}

}  // namespace
}  // namespace kiosk24::settings
