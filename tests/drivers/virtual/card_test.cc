#include "drivers/virtual/sam/card.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace kiosk24::virtual_devices {
namespace {

const std::string kCards = std::string(KIOSK24_SOURCE_DIR) + "/drivers/virtual/cards";
constexpr std::string_view kGood = R"("name":"李测试","sex":"1","nation":"01","birth":"1949-12-31",)"
                                   R"("address":"某路","id_number":"11010519491231002X","issuer":"某局",)"
                                   R"("valid_from":"20200101","valid_to":"长期")";

std::string error_of(const std::string& json) {
    const auto card = parse_card(json);
    return card ? "" : card.error().text();
}

// GB 11643: ISO 7064 MOD 11-2.
bool has_good_check_digit(const std::string& number) {
    constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i)
        sum += (number[i] - '0') * kWeights[i];
    return number[17] == "10X98765432"[sum % 11];
}

TEST(VirtualCards, EveryCardOfTheFolderCanBeLaidAndItsNumberIsConsistent) {
    int cards = 0;
    for (const auto& file : std::filesystem::directory_iterator(kCards)) {
        ++cards;
        const auto card = load_card(file.path().stem().string(), kCards);
        ASSERT_TRUE(card) << card.error().text();
        EXPECT_EQ(card->label, file.path().stem());
        if (card->id_number.size() == 18) {
            EXPECT_TRUE(has_good_check_digit(card->id_number)) << file.path();
        } else {
            EXPECT_EQ(card->kind, "foreigner_2017") << file.path();
        }
    }
    EXPECT_GE(cards, 8);
}

TEST(VirtualCards, AFileIsLaidByItsPath) {
    EXPECT_TRUE(load_card(kCards + "/R1.json", "/nowhere"));
    EXPECT_EQ(load_card("nobody", kCards).error().code(), Code::bad_argument);
    EXPECT_EQ(load_card(kCards, kCards).error().code(), Code::bad_argument);
}

TEST(VirtualCards, TyposAndWrongValuesAreNamed) {
    EXPECT_EQ(error_of("{" + std::string(kGood) + "}"), "");
    EXPECT_EQ(error_of("[]"), "bad_input: no JSON object");
    EXPECT_EQ(error_of("{"), "bad_input: no JSON object");
    EXPECT_EQ(error_of("{" + std::string(kGood) + R"(,"adress":"x"})"),
              "bad_input: adress: a card has no such member");
    EXPECT_EQ(error_of("{" + std::string(kGood) + R"(,"country":1})"), "bad_input: country: must be a text");
    EXPECT_EQ(error_of("{" + std::string(kGood) + R"(,"birth":"31.12.49"})"), "bad_input: birth: YYYY-MM-DD");
    EXPECT_EQ(error_of("{" + std::string(kGood) + R"(,"name":"一二三四五六七八九十一二三四五六"})"),
              "bad_input: name: longer than 15 places");
    EXPECT_EQ(error_of("{" + std::string(kGood) + R"(,"sex":"x"})"),
              "bad_input: sex: male, female, 男, 女, 0, 1, 2 or 9");
}

TEST(VirtualCards, SupplementaryCharactersBecomeSurrogatePairs) {
    EXPECT_EQ(to_hex(utf16le_of("𬱖𫖯").value()), "73d856dc6dd8afdd");
    EXPECT_FALSE(utf16le_of("\xED\xA0\x80"));
}

}  // namespace
}  // namespace kiosk24::virtual_devices
