#include <gtest/gtest.h>

#include <thread>
#include <type_traits>

#include "kiosk/base/bytes.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/inbox.h"
#include "kiosk/base/log.h"
#include "kiosk/base/personal.h"
#include "kiosk/base/result.h"

namespace kiosk24 {
namespace {

Result<int> half(int number) {
    if (number % 2 != 0) return Error(Code::bad_argument, "odd");
    return number / 2;
}
Result<int> quarter(int number) {
    TRY(once, half(number).with("halving once"));
    return half(once).with("halving twice");
}

TEST(Result, AnErrorSaysWhatWasBeingDoneOutermostFirst) {
    const auto result = quarter(6);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().text(), "bad_argument: halving twice: odd");
    EXPECT_EQ(*quarter(8), 2);
}

TEST(Error, EveryCodeHasANameThatLeadsBackToIt) {
#define CODE(name, mender) EXPECT_EQ(code_named(name_of(Code::name)), Code::name);
#include "kiosk/base/codes.def"
#undef CODE
    EXPECT_EQ(mender_of(Code::paper_out), Mender::staff);
}

TEST(Bytes, HexAndBase64ComeBackAndRefuseWhatIsNeither) {
    const Bytes bytes{0, 1, 0xFE, 0xFF};
    EXPECT_EQ(to_hex(bytes), "0001feff");
    EXPECT_EQ(*from_hex("0001FEff"), bytes);
    EXPECT_FALSE(from_hex("abc"));
    EXPECT_FALSE(from_hex("zz"));
    for (std::size_t length = 0; length <= bytes.size(); ++length) {
        const Bytes part(bytes.begin(), bytes.begin() + static_cast<long>(length));
        EXPECT_EQ(*from_base64(to_base64(part)), part);
    }
    EXPECT_FALSE(from_base64("A==="));
    EXPECT_FALSE(from_base64("AA=A"));
    EXPECT_FALSE(from_base64("AAA"));
}

TEST(Bytes, Utf8IsToldFromWhatOnlyLooksLikeIt) {
    EXPECT_TRUE(is_utf8("李测试 𬱖𫖯"));
    EXPECT_FALSE(is_utf8("\xC0\x80"));          // overlong
    EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // a surrogate
    EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // beyond U+10FFFF
    EXPECT_FALSE(is_utf8("\xE6\x9D"));          // cut off
}

TEST(Clock, ChinaIsEightHoursAhead) {
    const WallTime evening{1'779'206'400'000};  // 2026-05-19T16:00:00Z
    EXPECT_EQ(date_in_china(evening), (Date{2026, 5, 20}));
    EXPECT_EQ(time_of_day_in_china(evening).hour, 0);
    EXPECT_EQ(weekday_of({2026, 5, 20}), 3);
    EXPECT_EQ(date_in_china({-1}), (Date{1970, 1, 1}));
}

TEST(Clock, AgeCountsWholeYears) {
    EXPECT_EQ(age_on({2012, 5, 20}, {2026, 5, 19}), 13);
    EXPECT_EQ(age_on({2012, 5, 20}, {2026, 5, 20}), 14);
    EXPECT_EQ(age_on({2012, 2, 29}, {2026, 2, 28}), 13);
    EXPECT_EQ(age_on({2012, 2, 29}, {2026, 3, 1}), 14);
}

TEST(Personal, CannotReachALogBecauseItHasNoFormat) {
    static_assert(!fmt::is_formattable<PersonalText>::value);
    const PersonalText name("李测试");
    EXPECT_EQ(name.reveal(), "李测试");
}

TEST(Personal, WhatItMovedAwayFromIsEmpty) {
    PersonalText one("a name that is longer than a small string can hold");
    PersonalText two = std::move(one);
    EXPECT_TRUE(one.reveal().empty());
    EXPECT_FALSE(two.reveal().empty());
    two.wipe_now();
    EXPECT_TRUE(two.reveal().empty());
}

TEST(Log, WhatLooksLikeANumberOfAPersonIsMasked) {
    EXPECT_EQ(log::redacted("id 11010519491231002X."), "id 110*************2X.");
    EXPECT_EQ(log::redacted("call 13800000000"), "call 138******00");
    EXPECT_EQ(log::redacted("took 1234567890 ms"), "took 1234567890 ms");
}

TEST(Inbox, GivesEverythingInOrderAndWakesTheOwner) {
    Inbox<int> inbox;
    std::thread pusher([&] {
        for (int i = 0; i < 100; ++i)
            inbox.push(i);
    });
    std::vector<int> got;
    while (got.size() < 100) {
        inbox.wait(std::chrono::milliseconds(1000));
        for (const int message : inbox.take_all())
            got.push_back(message);
    }
    pusher.join();
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(got[static_cast<std::size_t>(i)], i);
}

}  // namespace
}  // namespace kiosk24
