#include <gtest/gtest.h>

#include "kiosk/text/nation.h"
#include "kiosk/text/region.h"

namespace kiosk24::text {
namespace {

TEST(Nation, ACodeThatIsNotInTheTableHasNoName) {
    for (const auto* code : {"", "0", "00", "57", "96", "99", "1", "011", "汉"})
        EXPECT_TRUE(nation_name(code).in.empty()) << code;
}

TEST(Nation, NamesEndInZuExceptOtherAndForeignDescent) {
    EXPECT_EQ(nation_name("01").get(Language::zh_hans), "汉族");
    EXPECT_EQ(nation_name("46").get(Language::zh_hans), "德昂族");
    EXPECT_EQ(nation_name("56").get(Language::zh_hans), "基诺族");
    EXPECT_EQ(nation_name("97").get(Language::zh_hans), "其他");
    EXPECT_EQ(nation_name("98").get(Language::zh_hans), "外国血统中国籍人士");
    EXPECT_EQ(nation_name("05").get(Language::en), "Uygur");
}

TEST(Nation, ThereAreFiftySixNationsAndTwoOthers) {
    EXPECT_EQ(nation_codes().size(), 58u);
}

TEST(Region, OtherCodesHaveNoName) {
    for (const auto* code : {"", "440312", "440399", "110105", "44030", "4403070"})
        EXPECT_TRUE(region_name(code).in.empty()) << code;
    EXPECT_TRUE(district_name_of("44030700").in.empty());
    EXPECT_TRUE(district_name_of("440312003").in.empty());
}

TEST(Region, ShenzhenHasNineNumberedDistricts) {
    EXPECT_EQ(shenzhen_district_codes().size(), 9u);
    EXPECT_EQ(region_name("440307").get(Language::zh_hans), "龙岗区");
    EXPECT_EQ(region_name("440309").get(Language::en), "Longhua District");
    EXPECT_EQ(region_name("810000").get(Language::zh_hans), "香港特别行政区");
}

TEST(Region, AStreetBelongsToTheDistrictItsCodeBeginsWith) {
    EXPECT_EQ(district_name_of("440307015").get(Language::zh_hans), "龙岗区");
    EXPECT_EQ(district_name_of("440303001001").get(Language::zh_hans), "罗湖区");
}

}  // namespace
}  // namespace kiosk24::text
