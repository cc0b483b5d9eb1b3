#include "kiosk/text/search_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace kiosk24::text {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

Matter matter(std::string id, std::string chinese, std::string english, int popularity = 0,
              std::vector<std::string> words = {}) {
    Matter made;
    made.id = std::move(id);
    made.name.in = {{Language::zh_hans, std::move(chinese)}, {Language::en, std::move(english)}};
    made.popularity = popularity;
    made.search_words = std::move(words);
    return made;
}

Catalogue catalogue() {
    Catalogue made;
    made.matters = {
        matter("SI01", "社会保险参保证明（个人）", "Social insurance participation certificate", 9, {"社保"}),
        matter("SI02", "社会保险缴费清单", "Contribution statement", 8, {"社保"}),
        matter("CV01", "高龄津贴申请", "Old-age allowance application", 5),
        matter("SI06", "失业保险金申领", "Unemployment benefit application", 4, {"银行卡"}),
        matter("TR02", "出租车驾驶员证申办", "Taxi driver licence", 3, {"旅行"}),
        matter("PB04", "12345诉求提交", "12345 appeal", 2),
    };
    return made;
}

std::vector<std::string> ids(const Catalogue& in, std::string_view query) {
    std::vector<std::string> found;
    for (const auto* each : find_matters(in, query))
        found.push_back(each->id);
    return found;
}

class Search : public testing::Test {
  protected:
    Search() { derive_search_keys(in_); }
    std::vector<std::string> find(std::string_view query) const { return ids(in_, query); }
    Catalogue in_ = catalogue();
};

TEST_F(Search, NonsenseFindsNothing) {
    EXPECT_THAT(find(""), IsEmpty());
    EXPECT_THAT(find("  　"), IsEmpty());
    EXPECT_THAT(find("\xff\xfe"), IsEmpty());
    EXPECT_THAT(find("qqq"), IsEmpty());
    EXPECT_THAT(find("火箭"), IsEmpty());
    EXPECT_THAT(find(std::string(5000, 's')), IsEmpty());
    EXPECT_THAT(find("/"), IsEmpty());
}

TEST_F(Search, ChineseFindsNamesThatBeginSoBeforeOthers) {
    EXPECT_THAT(find("社会"), ElementsAre("SI01", "SI02"));
    EXPECT_THAT(find("保险"), ElementsAre("SI01", "SI02", "SI06"));
    EXPECT_THAT(find("失业"), ElementsAre("SI06"));
}

TEST_F(Search, FullPinyinFinds) {
    EXPECT_THAT(find("shehuibaoxian"), ElementsAre("SI01", "SI02"));
    EXPECT_THAT(find("she hui bao"), ElementsAre("SI01", "SI02"));
    EXPECT_THAT(find("GAOLING"), ElementsAre("CV01"));
    EXPECT_THAT(find("gaol"), ElementsAre("CV01"));
}

TEST_F(Search, InitialsFind) {
    EXPECT_THAT(find("gljt"), ElementsAre("CV01"));
    EXPECT_THAT(find("shbx"), ElementsAre("SI01", "SI02"));
    EXPECT_THAT(find("chzc"), ElementsAre("TR02"));
    EXPECT_THAT(find("czc"), ElementsAre("TR02"));
    EXPECT_THAT(find("sbx"), IsEmpty());
}

TEST_F(Search, AMixOfCharactersPinyinAndInitialsFinds) {
    EXPECT_THAT(find("高ling津"), ElementsAre("CV01"));
    EXPECT_THAT(find("社hbx"), ElementsAre("SI01", "SI02"));
    EXPECT_THAT(find("canbaozm"), ElementsAre("SI01"));
}

TEST_F(Search, ACharacterWithSeveralReadingsIsFoundByEach) {
    EXPECT_THAT(find("yinhang"), ElementsAre("SI06"));
    EXPECT_THAT(find("lvxing"), ElementsAre("TR02"));
    EXPECT_THAT(find("luxing"), ElementsAre("TR02"));
}

TEST_F(Search, FullWidthLettersAreLetters) {
    EXPECT_THAT(find("ｇｌｊｔ"), ElementsAre("CV01"));
}

TEST_F(Search, EnglishWordsFind) {
    EXPECT_THAT(find("Social insurance"), ElementsAre("SI01"));
    EXPECT_THAT(find("allow"), ElementsAre("CV01"));
    EXPECT_THAT(find("taxi driver"), ElementsAre("TR02"));
}

TEST_F(Search, AnIdFindsItsMatterFirst) {
    EXPECT_THAT(find("si06"), ElementsAre("SI06"));
    EXPECT_THAT(find("SI0"), Contains("SI01"));
    EXPECT_THAT(find("12345"), ElementsAre("PB04"));
}

TEST(SearchWithoutDerivedKeys, ChineseAndIdsAreFoundAllTheSame) {
    const auto in = catalogue();
    EXPECT_THAT(ids(in, "高龄"), ElementsAre("CV01"));
    EXPECT_THAT(ids(in, "CV01"), ElementsAre("CV01"));
    EXPECT_THAT(ids(in, "gaoling"), IsEmpty());
}

}  // namespace
}  // namespace kiosk24::text
