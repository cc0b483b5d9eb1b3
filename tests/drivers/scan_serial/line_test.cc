#include "drivers/scan_serial/line.h"

#include <gtest/gtest.h>

namespace kiosk24::drivers::scan_serial {
namespace {

Moment at(std::int64_t ms) {
    return {Milliseconds(ms)};
}

std::vector<std::string> lines_of(LineReader& reader) {
    std::vector<std::string> lines;
    while (auto line = reader.next())
        lines.push_back(*line);
    return lines;
}

TEST(ScanLine, ACodeEndsWithCrLfOrBoth) {
    LineReader reader;
    reader.feed(as_bytes("one\rtwo\nthree\r\nfour"), at(1000));
    EXPECT_EQ(lines_of(reader), (std::vector<std::string>{"one", "two", "three"}));
    reader.feed(as_bytes("teen\r"), at(1100));
    EXPECT_EQ(lines_of(reader), std::vector<std::string>{"fourteen"});
}

TEST(ScanLine, BytesThatAPauseCutOffBelongToNoCode) {
    LineReader reader;
    reader.feed(as_bytes("left over"), at(1000));
    reader.feed(as_bytes("fresh\r"), at(1000) + LineReader::kPause + Milliseconds(1));
    EXPECT_EQ(lines_of(reader), std::vector<std::string>{"fresh"});
}

TEST(ScanLine, TheTailOfASkippedCodeIsNoCode) {
    LineReader reader;
    reader.feed(as_bytes("old\rhalf of a "), at(1000));
    reader.skip(at(1010));
    reader.feed(as_bytes("code\rnext\r"), at(1020));
    EXPECT_EQ(lines_of(reader), std::vector<std::string>{"next"});
}

TEST(ScanLine, ASkipBetweenCodesLosesNothingOfTheNext) {
    LineReader reader;
    reader.feed(as_bytes("old\r"), at(1000));
    reader.skip(at(1010));
    reader.feed(as_bytes("next\r"), at(1020));
    EXPECT_EQ(lines_of(reader), std::vector<std::string>{"next"});
}

TEST(ScanLine, AnIdentifierBecomesTheSymbologysName) {
    const auto qr = code_in("]Q1https://x", Identifier::aim);
    ASSERT_TRUE(qr);
    EXPECT_EQ(qr->symbology, "QRCode");
    EXPECT_EQ(qr->text.reveal(), "https://x");
    const auto unknown = code_in("]X0abc", Identifier::aim);
    ASSERT_TRUE(unknown);
    EXPECT_EQ(unknown->symbology, "");
    EXPECT_FALSE(code_in("abc", Identifier::aim));
    EXPECT_FALSE(code_in("]Q1", Identifier::aim));
    EXPECT_EQ(code_in("]Q1abc", Identifier::none)->text.reveal(), "]Q1abc");
}

TEST(ScanLine, ChineseContentsComeThroughWhole) {
    EXPECT_EQ(code_in("办件 11440399MB 查询", Identifier::none)->text.reveal(), "办件 11440399MB 查询");
    EXPECT_EQ(code_in("\U0002C1D6", Identifier::none)->text.reveal(), "\U0002C1D6");
}

TEST(ScanLine, WhatAScreenCannotShowHonestlyIsRefused) {
    for (const std::string& hostile :
         {std::string("a\0b", 3), std::string("a\tb"), std::string("\x1b[2J"), std::string("\x7f"),
          std::string("a\u0085b"), std::string("a\u202Eb"), std::string("a\u2066b"), std::string("a\u200Bb"),
          std::string("\uFEFFa"), std::string("\xff\xfe"), std::string("\xc0\xaf"),
          std::string("\xed\xa0\x80"), std::string("half \xe4\xb8")}) {
        const auto code = code_in(hostile, Identifier::none);
        ASSERT_FALSE(code) << to_hex(as_bytes(hostile));
        EXPECT_EQ(code.error().code(), Code::bad_input);
    }
}

TEST(ScanLine, ACodeHasALimit) {
    EXPECT_TRUE(code_in(std::string(wire::kLongestCode_bytes, 'x'), Identifier::none));
    const auto longer = code_in(std::string(wire::kLongestCode_bytes + 1, 'x'), Identifier::none);
    ASSERT_FALSE(longer);
    EXPECT_EQ(longer.error().code(), Code::too_large);
    LineReader reader;
    reader.feed(as_bytes(std::string(100'000, 'x') + "\r"), at(1));
    const auto lines = lines_of(reader);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_LT(lines[0].size(), 3'000U);
    EXPECT_EQ(code_in(lines[0], Identifier::none).error().code(), Code::too_large);
}

TEST(ScanLine, AReasonNeverQuotesTheContents) {
    EXPECT_EQ(code_in("secret\x01", Identifier::none).error().text().find("secret"), std::string::npos);
}

}  // namespace
}  // namespace kiosk24::drivers::scan_serial
