#include "kiosk/net/back_off.h"

#include <gtest/gtest.h>

#include <set>

namespace kiosk24::net {
namespace {

constexpr WallTime kNow{784'111'777'000};  // Sun, 06 Nov 1994 08:49:37 GMT

TEST(RetryAfter, WhatIsNeitherSecondsNorADateIsNothing) {
    for (const auto* header :
         {"", "soon", "-1", "1.5", "0x10", "1 ", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
          "Sun, 06 Nov 1994 08:49:37 CST", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 ovN 1994 08:49:37 GMT",
          "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49:99 GMT"})
        EXPECT_FALSE(retry_after(header, kNow)) << header;
}

TEST(RetryAfter, SecondsAndDatesAreRead) {
    EXPECT_EQ(retry_after("0", kNow), Milliseconds(0));
    EXPECT_EQ(retry_after("120", kNow), Milliseconds(120'000));
    EXPECT_EQ(retry_after("Sun, 06 Nov 1994 08:49:47 GMT", kNow), Milliseconds(10'000));
    EXPECT_EQ(retry_after("Sun, 06 Nov 1994 08:00:00 GMT", kNow), Milliseconds(0));
}

TEST(RetryAfter, ADayIsTheLongest) {
    EXPECT_EQ(retry_after("99999999999999999999", kNow), Milliseconds(86'400'000));
    EXPECT_EQ(retry_after("Sun, 06 Nov 2094 08:49:47 GMT", kNow), Milliseconds(86'400'000));
}

TEST(BackOff, DoublesToTheLongestAndHalfOfItIsChance) {
    Chance chance({7});
    for (int failures = 0; failures < 100; ++failures) {
        const auto wait = back_off(failures, Milliseconds(400), Milliseconds(15'000), chance);
        EXPECT_LE(wait, Milliseconds(15'000));
        const Milliseconds least(failures > 6 ? 7'500 : 200);
        EXPECT_GE(wait, least);
    }
}

TEST(BackOff, TerminalsDoNotComeBackInStep) {
    std::set<Milliseconds> waits;
    for (std::uint8_t terminal = 0; terminal < 100; ++terminal) {
        Chance chance({terminal});
        waits.insert(back_off(5, Milliseconds(1'000), Milliseconds(60'000), chance));
    }
    EXPECT_GT(waits.size(), 90u);
}

TEST(BackOff, TheSameEntropyGivesTheSameWait) {
    Chance one({1, 2, 3}), other({1, 2, 3});
    EXPECT_EQ(one.number(1'000'000), other.number(1'000'000));
    EXPECT_EQ(one.number(0), 0u);
}

}  // namespace
}  // namespace kiosk24::net
