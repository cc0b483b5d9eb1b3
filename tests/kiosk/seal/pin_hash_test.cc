#include "kiosk/seal/pin_hash.h"

#include <gtest/gtest.h>

namespace kiosk24::seal {
namespace {

// Of 240024, derived by another program (Python's hashlib.scrypt with the same salt and costs).
constexpr std::string_view kKnown =
    "$scrypt$ln=15,r=8,p=3$G6kWCL9i1IOiVY8nxBZSww$XgnNofyPLHzBL3n6XnOZBD7lUjPByYVCTKPH1xR+ff8";

TEST(PinHash, ThePinOpensItsHashAndNoOtherDoes) {
    EXPECT_TRUE(is_pin(PersonalText("240024"), kKnown));
    EXPECT_FALSE(is_pin(PersonalText("240025"), kKnown));
    EXPECT_FALSE(is_pin(PersonalText(""), kKnown));
}

TEST(PinHash, TheSamePinTwiceGivesTwoHashesThatBothFit) {
    const auto first = hash_pin(PersonalText("907351")), second = hash_pin(PersonalText("907351"));
    ASSERT_TRUE(first && second);
    EXPECT_NE(*first, *second);
    EXPECT_TRUE(check_pin_hash(*first));
    EXPECT_TRUE(is_pin(PersonalText("907351"), *first));
    EXPECT_TRUE(is_pin(PersonalText("907351"), *second));
    EXPECT_EQ(first->find("907351"), std::string::npos);
}

TEST(PinHash, WhatAnybodyTriesFirstIsNoPin) {
    for (const char* pin :
         {"", "12345", "1234567890123", "12a456", "111111", "123456", "987654", "１２３４５６"}) {
        const auto hash = hash_pin(PersonalText(pin));
        ASSERT_FALSE(hash) << pin;
        EXPECT_EQ(hash.error().code(), Code::bad_argument);
    }
    EXPECT_TRUE(hash_pin(PersonalText("123457")));
}

TEST(PinHash, WhatIsNoHashOpensForNobody) {
    const std::string known(kKnown);
    const std::string broken[] = {
        "",
        "240024",
        "$scrypt$",
        known.substr(0, known.size() - 1),
        known + "$",
        "$argon2id" + known.substr(7),
        "$scrypt$ln=0,r=8,p=3" + known.substr(21),
        "$scrypt$ln=31,r=8,p=3" + known.substr(21),
        "$scrypt$ln=15,r=8,p=4000000000" + known.substr(21),
        "$scrypt$ln=15,r=8" + known.substr(21),
        "$scrypt$ln=15x,r=8,p=3" + known.substr(21),
        "$scrypt$ln=15,r=8,p=3$$" + known.substr(known.rfind('$') + 1),
    };
    for (const auto& text : broken) {
        EXPECT_FALSE(check_pin_hash(text)) << text;
        EXPECT_FALSE(is_pin(PersonalText("240024"), text)) << text;
    }
    EXPECT_TRUE(check_pin_hash(known));
}

}  // namespace
}  // namespace kiosk24::seal
