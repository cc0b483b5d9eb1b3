#include "drivers/document_verify/labels.h"

#include <gtest/gtest.h>

#include <array>

namespace kiosk24::drivers::document_verify {
namespace {

constexpr std::array<std::string_view, 2> kName = {"姓名", "Name"};
constexpr std::array<std::string_view, 2> kCase = {"办件编号", "Case number"};
using Values = std::vector<std::string>;

// A word 10 high at `left` in line `line`, 10 wide a character of ours.
Word word(double left, int line, const std::string& text, double width = 30) {
    return {text, left, line * 20.0, left + width, line * 20.0 + 10};
}

TEST(Labels, TheValueStandsRightOfTheLabel) {
    EXPECT_EQ(values_after(kName, {word(60, 1, "姓名："), word(95, 1, "王小明"), word(60, 2, "性别："),
                                   word(95, 2, "女")}),
              Values{"王小明"});
}

TEST(Labels, LabelColonAndValueMayBeOneWordOrMany) {
    EXPECT_EQ(values_after(kName, {word(60, 1, "姓名：王小明")}), Values{"王小明"});
    EXPECT_EQ(values_after(kName, {word(60, 1, "姓名"), word(91, 1, "："), word(100, 1, "王小明")}),
              Values{"王小明"});
    EXPECT_EQ(values_after(kName, {word(60, 1, "姓"), word(91, 1, "名:"), word(125, 1, "王小明")}),
              Values{"王小明"});
    EXPECT_EQ(values_after(kCase, {word(60, 1, "Case"), word(93, 1, "number:"), word(126, 1, "SZ-1")}),
              Values{"SZ-1"});
}

TEST(Labels, AValueOfSeveralWordsEndsAtAWideGap) {
    EXPECT_EQ(values_after(kName, {word(60, 1, "Name:"), word(95, 1, "Li"), word(128, 1, "Xiaoming"),
                                   word(300, 1, "Sex:"), word(335, 1, "F")}),
              Values{"Li Xiaoming"});
}

TEST(Labels, AWordThatOnlyBeginsLikeTheLabelIsNone) {
    EXPECT_TRUE(values_after(kName, {word(60, 1, "姓名与证件一致")}).empty());
    EXPECT_TRUE(
        values_after(kName, {word(60, 1, "Employer"), word(93, 1, "Name:"), word(126, 1, "X")}).empty());
    EXPECT_TRUE(values_after(kName, {word(60, 1, "Name"), word(93, 1, "tag:"), word(126, 1, "X")}).empty());
    EXPECT_TRUE(values_after(kCase, {word(60, 1, "Case")}).empty());
}

TEST(Labels, EveryPlaceCounts) {
    EXPECT_EQ(values_after(
                  kName, {word(60, 1, "姓名："), word(95, 1, "王"), word(60, 3, "Name:"), word(95, 3, "Li")}),
              (Values{"王", "Li"}));
    EXPECT_EQ(values_after(kName, {word(60, 1, "姓名：")}), Values{""});
}

TEST(Folding, SpacesAndMiddleDotsAreOneAndTheSameAndNothingElseIs) {
    EXPECT_EQ(folded("  王小明 "), "王小明");
    EXPECT_EQ(folded("王 小明"), "王小明");
    EXPECT_EQ(folded("Li \t Xiaoming"), "Li Xiaoming");
    EXPECT_EQ(folded("阿卜杜拉•买买提"), "阿卜杜拉·买买提");
    EXPECT_EQ(folded("阿卜杜拉・买买提"), folded("阿卜杜拉·买买提"));
    EXPECT_NE(folded("王晓明"), folded("王小明"));
    EXPECT_NE(folded("Li Xiaoming"), folded("LI XIAOMING"));
    EXPECT_EQ(folded("𬱖𫖯"), "𬱖𫖯");
    EXPECT_EQ(folded("\xF0\xAC"), "\xF0\xAC");
    EXPECT_EQ(folded(" 　"), "");
}

}  // namespace
}  // namespace kiosk24::drivers::document_verify
