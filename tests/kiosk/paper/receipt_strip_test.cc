// What stands on a receipt, for each outcome, in each language.
#include "kiosk/paper/receipt_strip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kiosk/settings/settings.h"

namespace kiosk24::paper {
namespace {

using testing::HasSubstr;
using testing::Not;

Texts words() {
    return settings::read_texts(KIOSK24_SOURCE_DIR "/assets/words").value();
}

Receipt receipt_of(Verdict verdict, Language language = Language::zh_hans) {
    Receipt receipt;
    receipt.language = language;
    receipt.matter_name = {
        {{Language::zh_hans, "社会保险参保证明"}, {Language::en, "Insurance certificate"}}};
    receipt.department = {{{Language::zh_hans, "社保中心"}, {Language::en, "Insurance centre"}}};
    receipt.verdict = verdict;
    receipt.case_number = "11440399MB0000000";
    receipt.masked_name = PersonalText("*测试");
    receipt.at = {1'779'258'720'000};  // 2026-05-20 14:32 in China
    receipt.terminal_id = "LG-0001";
    receipt.hotline = "12345";
    receipt.site = {{{Language::zh_hans, "龙岗"}, {Language::en, "Longgang"}}};
    return receipt;
}

// All of it as text, a line each: "kind|label|text".
std::string text_of(const PaperStrip& strip) {
    std::string text;
    for (const auto& line : strip.lines)
        text += std::string(name_of(line.kind)) + "|" + line.label + "|" + line.text.reveal() + "\n";
    return text;
}

TEST(ReceiptStrip, SaysWhatWasDecidedForWhomWhenAndWhere) {
    const auto text = text_of(receipt_strip(receipt_of(Verdict::approved), words()));
    for (const char* line :
         {"title||办理回执\n", "heading||已批准\n", "row|事项|社会保险参保证明\n", "row|受理部门|社保中心\n",
          "row|申请人|*测试\n", "row|办件编号|11440 399MB 00000 00\n", "qr||11440399MB0000000\n",
          "row|时间|2026年5月20日 14:32\n", "row|终端|LG-0001\n", "row|地点|龙岗\n", "row|咨询电话|12345\n"})
        EXPECT_THAT(text, HasSubstr(line));
}

TEST(ReceiptStrip, OfWhatIsKeptHereSaysThatItIsStillToBeSentAndClaimsNoCaseNumber) {
    for (const auto language : kLanguages) {
        auto receipt = receipt_of(Verdict::none, language);
        receipt.case_number.clear();
        receipt.kept_as = "3F2A-91C4";
        const auto text = text_of(receipt_strip(receipt, words()));
        EXPECT_THAT(text, HasSubstr("heading||" + words().get(language, "kept.heading")));
        EXPECT_THAT(text, HasSubstr("code|" + words().get(language, "kept.number") + "|3F2A-91C4\n"));
        EXPECT_THAT(text, Not(HasSubstr("qr|"))) << "nothing can be asked about it yet";
        EXPECT_THAT(text, Not(HasSubstr(words().get(language, "receipt.case_number"))));
    }
}

TEST(ReceiptStrip, OfServiceModeSaysThatItIsATest) {
    Receipt test;
    test.is_test = true;
    test.terminal_id = "LG-0001";
    test.hotline = "12345";
    const auto text = text_of(receipt_strip(test, words()));
    EXPECT_THAT(text, HasSubstr("title||打印测试\n"));
    EXPECT_THAT(text, HasSubstr("qr||LG-0001\n"));
    for (const char* never : {"heading|", "申请人", "办件编号"})
        EXPECT_THAT(text, Not(HasSubstr(never)));
}

TEST(ReceiptStrip, ADecisionByAPersonCarriesDeadlineCodeAndWhatComesNext) {
    auto receipt = receipt_of(Verdict::human);
    receipt.deadline = "2026-06-03";
    receipt.pick_up_code = "7K2-94M";
    receipt.reason = {{{Language::zh_hans, "需要人工确认。"}}};
    const auto text = text_of(receipt_strip(receipt, words()));
    for (const char* line : {"heading||已受理，转人工审核\n", "text||需要人工确认。\n",
                             "row|办结期限|2026年6月3日\n", "code|取件码|7K2-94M\n", "12345"})
        EXPECT_THAT(text, HasSubstr(line));
}

TEST(ReceiptStrip, ARefusalCarriesTheRuleAndTheWayOn) {
    auto receipt = receipt_of(Verdict::refused);
    receipt.reason = {{{Language::zh_hans, "未满80周岁。"}}};
    const auto text = text_of(receipt_strip(receipt, words()));
    EXPECT_THAT(text, HasSubstr("text||未满80周岁。\n"));
    EXPECT_THAT(text, HasSubstr("窗口"));
    EXPECT_THAT(text, Not(HasSubstr("取件码")));
}

TEST(ReceiptStrip, ThePagesThatBelongToItAreCounted) {
    auto receipt = receipt_of(Verdict::approved);
    EXPECT_THAT(text_of(receipt_strip(receipt, words())), Not(HasSubstr("页证明")));
    receipt.pages = 2;
    EXPECT_THAT(text_of(receipt_strip(receipt, words())), HasSubstr("2 页证明"));
}

TEST(ReceiptStrip, IsInThePersonsLanguageAndSize) {
    auto receipt = receipt_of(Verdict::pending, Language::en);
    receipt.text_size = TextSize::large;
    const auto strip = receipt_strip(receipt, words());
    EXPECT_EQ(strip.text_size, TextSize::large);
    EXPECT_EQ(strip.language, Language::en);
    EXPECT_THAT(text_of(strip), HasSubstr("row|Matter|Insurance certificate\n"));
    EXPECT_THAT(text_of(strip), Not(HasSubstr("\u00AB"))) << "a word is missing";
}

TEST(ReceiptStrip, WhatNoFontCanShowAsItIsMeantBecomesAStar) {
    auto receipt = receipt_of(Verdict::approved);
    receipt.masked_name = PersonalText("*\uE81E\U000F1234\n试");
    EXPECT_THAT(text_of(receipt_strip(receipt, words())), HasSubstr("row|申请人|*** 试\n"));
}

TEST(ReceiptStrip, WithoutANameThereIsNoEmptyRow) {
    auto receipt = receipt_of(Verdict::approved);
    receipt.masked_name = {};
    EXPECT_THAT(text_of(receipt_strip(receipt, words())), Not(HasSubstr("申请人")));
}

}  // namespace
}  // namespace kiosk24::paper
