#include <gtest/gtest.h>

#include "kiosk/text/citizen_number.h"
#include "kiosk/text/credit_code.h"
#include "kiosk/text/masking.h"

namespace kiosk24::text {
namespace {

TEST(CitizenNumber, WhatIsWrongIsNamed) {
    EXPECT_EQ(problem_of_citizen_number(""), NumberProblem::length);
    EXPECT_EQ(problem_of_citizen_number("44039919900307001"), NumberProblem::length);
    EXPECT_EQ(problem_of_citizen_number("4403991990030700144"), NumberProblem::length);
    EXPECT_EQ(problem_of_citizen_number("44039919900307001A"), NumberProblem::character);
    EXPECT_EQ(problem_of_citizen_number("44039919900307O014"), NumberProblem::character);
    EXPECT_EQ(problem_of_citizen_number("X40399199003070014"), NumberProblem::character);
    EXPECT_EQ(problem_of_citizen_number("040399199003070014"), NumberProblem::area);
    EXPECT_EQ(problem_of_citizen_number("440399199013070014"), NumberProblem::birth);
    EXPECT_EQ(problem_of_citizen_number("440399199002300014"), NumberProblem::birth);
    EXPECT_EQ(problem_of_citizen_number("440399000003070014"), NumberProblem::birth);
    EXPECT_EQ(problem_of_citizen_number("440399199003070015"), NumberProblem::check);
    EXPECT_EQ(problem_of_citizen_number("11010519491231002x"), NumberProblem::character) << "not normalised";
}

TEST(CitizenNumber, EverySingleWrongDigitIsFound) {
    const std::string right = "440399199003070014";
    for (std::size_t i = 0; i < right.size(); ++i) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            auto wrong = right;
            wrong[i] = digit;
            EXPECT_EQ(is_citizen_number(wrong), digit == right[i]) << wrong;
        }
    }
}

TEST(CitizenNumber, EverySwapOfNeighboursIsFound) {
    const std::string right = "440399200802290027";
    for (std::size_t i = 0; i + 1 < right.size(); ++i) {
        auto wrong = right;
        std::swap(wrong[i], wrong[i + 1]);
        EXPECT_EQ(is_citizen_number(wrong), wrong == right) << wrong;
    }
}

TEST(CitizenNumber, TheStandardsExamplesAndPermitsAreRight) {
    for (const auto* number : {"11010519491231002X", "440524188001010014", "810000199408230021",
                               "830000199201300022", "911124198108030024", "440399194901010010",
                               "440399199003070014", "440399200802290027", "440399201006150036"})
        EXPECT_EQ(problem_of_citizen_number(number), NumberProblem::none) << number;
}

TEST(CitizenNumber, TypingIsNormalised) {
    EXPECT_EQ(normalise_citizen_number(" 110105 19491231 002x\n").reveal(), "11010519491231002X");
    EXPECT_EQ(normalise_citizen_number("１１０１０５１９４９１２３１００２ｘ").reveal(),
              "11010519491231002X");
    EXPECT_EQ(normalise_citizen_number("\xff\xfe").reveal(), "\xff\xfe");
}

TEST(CitizenNumber, BirthAndSexComeFromARightNumberOnly) {
    EXPECT_EQ(birth_of("440399200802290027"), (Date{2008, 2, 29}));
    EXPECT_EQ(sex_of("440399200802290027"), Sex::female);
    EXPECT_EQ(sex_of("440399199003070014"), Sex::male);
    EXPECT_EQ(birth_of("440399200802290028"), Date{});
    EXPECT_EQ(sex_of("440399200802290028"), Sex::unknown);
}

TEST(CreditCode, WhatIsWrongIsNamed) {
    EXPECT_EQ(problem_of_credit_code("9144030071526726X"), CreditCodeProblem::length);
    EXPECT_EQ(problem_of_credit_code("91440300715267I6XG"), CreditCodeProblem::character);
    EXPECT_EQ(problem_of_credit_code("9144030071526726xg"), CreditCodeProblem::character) << "not normalised";
    EXPECT_EQ(problem_of_credit_code("914403007152672610"), CreditCodeProblem::organisation_check);
    EXPECT_EQ(problem_of_credit_code("9144030071526726XH"), CreditCodeProblem::check);
    EXPECT_EQ(problem_of_credit_code("深圳深圳深圳"), CreditCodeProblem::character);
}

TEST(CreditCode, RealAndFictionalCodesAreRight) {
    for (const auto* code : {"914403001922038216", "9144030071526726XG", "91350100M000100Y43",
                             "91110000600037341L", "11440399MB00000009", "91440399MA0000007L"})
        EXPECT_EQ(problem_of_credit_code(code), CreditCodeProblem::none) << code;
    EXPECT_EQ(normalise_credit_code("９１ 440300 71526726xg"), "9144030071526726XG");
}

TEST(Masking, TheMiddleIsHiddenAndTheLengthStays) {
    EXPECT_EQ(mask_number("440399199003070014"), "440***********0014");
    EXPECT_EQ(mask_number("13800001234"), "13*******34");
    EXPECT_EQ(mask_number("1234"), "****");
    EXPECT_EQ(mask_number(""), "");
    EXPECT_EQ(mask_number("\xff\xff\xff\xff\xff\xff"), "******");
}

TEST(Masking, ANameKeepsItsLastTwoCharactersAtMost) {
    EXPECT_EQ(mask_name("李测试"), "*测试");
    EXPECT_EQ(mask_name("李四"), "*四");
    EXPECT_EQ(mask_name("𬱖"), "*");
    EXPECT_EQ(mask_name("买买提·艾力江"), "*****力江");
    EXPECT_EQ(mask_name(""), "");
}

}  // namespace
}  // namespace kiosk24::text
