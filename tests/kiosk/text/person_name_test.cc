#include "kiosk/text/person_name.h"

#include <gtest/gtest.h>

namespace kiosk24::text {
namespace {

const std::string kPrivateUse = "\xEE\xA0\x9E";  // U+E81E

TEST(PersonName, WhatIsNoNameIsNamed) {
    EXPECT_EQ(problem_of_name(""), NameProblem::empty);
    EXPECT_EQ(problem_of_name("\xED\xA1\x82"), NameProblem::not_utf8) << "a lone surrogate";
    EXPECT_EQ(problem_of_name("\xff"), NameProblem::not_utf8);
    EXPECT_EQ(problem_of_name("李\n测试"), NameProblem::control_character);
    EXPECT_EQ(problem_of_name("李\x7f"), NameProblem::control_character);
    std::string long_name;
    for (int i = 0; i < 51; ++i)
        long_name += "李";
    EXPECT_EQ(problem_of_name(long_name), NameProblem::too_long);
}

TEST(PersonName, RareCharactersOfEveryPlaneAreNames) {
    for (const auto* name :
         {"䶮", "㑇", "㛃", "𠅤", "𠮷", "𡚸", "𦈡", "𫖯", "𫍽", "𬎆", "𬱖", "𬍛", "𰻝", "𮧵"}) {
        EXPECT_EQ(problem_of_name(name), NameProblem::none) << name;
        EXPECT_EQ(normalise_name(name), name);
        EXPECT_EQ(characters_in(name), 1);
        EXPECT_FALSE(has_private_use(name));
    }
}

TEST(PersonName, PrivateUseCharactersAreKeptAndFlagged) {
    EXPECT_EQ(normalise_name("李" + kPrivateUse), "李" + kPrivateUse);
    EXPECT_TRUE(has_private_use("李" + kPrivateUse));
    EXPECT_EQ(problem_of_name(kPrivateUse), NameProblem::none);
}

TEST(PersonName, OnlyTheSeparatorIsUnified) {
    for (const auto* name :
         {"买买提•艾力江", "买买提・艾力江", "买买提．艾力江", "买买提･艾力江", "买买提‧艾力江"})
        EXPECT_EQ(normalise_name(name), "买买提·艾力江") << name;
    EXPECT_EQ(normalise_name(" Li  wei. "), " Li  wei. ");
    EXPECT_EQ(normalise_name("ＡＢ"), "ＡＢ");
    EXPECT_EQ(normalise_name("辻\xF3\xA0\x84\x80"), "辻\xF3\xA0\x84\x80") << "a variation selector";
    EXPECT_EQ(normalise_name("\xff"), "\xff");
}

TEST(PersonName, NothingButTheSeparatorIsForgiven) {
    EXPECT_TRUE(is_same_name("买买提•艾力江", "买买提·艾力江"));
    EXPECT_FALSE(is_same_name("李测试", "李测试 "));
    EXPECT_FALSE(is_same_name("吕测试", "呂测试"));
    EXPECT_FALSE(is_same_name("Li", "LI"));
}

}  // namespace
}  // namespace kiosk24::text
