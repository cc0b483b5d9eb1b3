#include "kiosk/text/case_number.h"

#include <gtest/gtest.h>

#include "kiosk/text/credit_code.h"

namespace kiosk24::text {
namespace {

const std::string kNumber = "11440399MB000000094442000001000202605200001";

TEST(CaseNumber, IsTakenAsPrintedInGroupsAndAsScanned) {
    EXPECT_TRUE(is_case_number(kNumber));
    EXPECT_EQ(tidy_case_number("11440 399mb 00000 00944 42000 00100 02026 05200 001"), kNumber);
    EXPECT_TRUE(is_case_number_tail("202605200001"));
}

TEST(CaseNumber, WhatCannotBeOneIsRefused) {
    EXPECT_FALSE(is_case_number(kNumber.substr(1)));
    EXPECT_FALSE(is_case_number(kNumber + "1"));
    EXPECT_FALSE(is_case_number("https://kiosk24.invalid/" + kNumber.substr(24)));
    EXPECT_FALSE(is_case_number_tail("202613200001")) << "there is no 13th month";
    EXPECT_FALSE(is_case_number_tail("20260520000"));
    EXPECT_FALSE(is_case_number_tail("20260520000X"));
}

TEST(CaseNumber, TheCodeHasFourToEightCharacters) {
    EXPECT_TRUE(is_query_code("482913"));
    EXPECT_TRUE(is_query_code("002X"));
    EXPECT_FALSE(is_query_code("12"));
    EXPECT_FALSE(is_query_code("123456789"));
    EXPECT_FALSE(is_query_code("12-4"));
}

TEST(CreditCodeInAScan, IsFoundAloneAndInAnAddress) {
    EXPECT_EQ(find_credit_code("91440399MA0000007L"), "91440399MA0000007L");
    EXPECT_EQ(find_credit_code("https://www.gsxt.gov.cn/index?uniscid=91440399MA0000007L&x=1"),
              "91440399MA0000007L");
    EXPECT_EQ(find_credit_code("https://www.gsxt.gov.cn/index?uniscid=91440399MA0000008L"), "")
        << "a wrong check character is no code";
    EXPECT_EQ(find_credit_code(""), "");
}

}  // namespace
}  // namespace kiosk24::text
