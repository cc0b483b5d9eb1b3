#include "kiosk/text/date_words.h"

#include <gtest/gtest.h>

namespace kiosk24::text {
namespace {

TEST(DateWords, ADateThatDoesNotExistHasNoWords) {
    EXPECT_EQ(date_words({2026, 2, 29}, Language::zh_hans), "");
    EXPECT_EQ(date_words({}, Language::en), "");
    EXPECT_EQ(date_words_with_weekday({2026, 13, 1}, Language::en), "");
    EXPECT_EQ(iso_of({2026, 0, 1}), "");
}

TEST(DateWords, OnlyIsoDatesAreRead) {
    for (const auto* text : {"", "2026-1-22", "2026/11/22", "20261122", "2026-11-31", "2026-11-22T00:00",
                             "2026-11-2x", "-026-11-22", "+026-11-22"})
        EXPECT_EQ(date_from_iso(text), Date{}) << text;
    EXPECT_EQ(date_from_iso("2024-02-29"), (Date{2024, 2, 29}));
    EXPECT_EQ(iso_of({2024, 2, 9}), "2024-02-09");
}

TEST(DateWords, DatesReadAsPeopleWriteThem) {
    EXPECT_EQ(date_words({2026, 11, 22}, Language::zh_hans), "2026年11月22日");
    EXPECT_EQ(date_words({2026, 11, 22}, Language::en), "22 November 2026");
    EXPECT_EQ(date_words_with_weekday({2026, 11, 22}, Language::zh_hans), "2026年11月22日 星期日");
    EXPECT_EQ(date_words_with_weekday({2026, 11, 22}, Language::en), "Sunday, 22 November 2026");
    EXPECT_EQ(time_words({9, 5, 59}), "09:05");
}

TEST(DateWords, ACardWithoutAnEndIsLongTerm) {
    EXPECT_EQ(valid_to_words({}, Language::zh_hans), "长期");
    EXPECT_EQ(valid_to_words({}, Language::en), "long-term");
    EXPECT_EQ(valid_to_words({2028, 8, 31}, Language::zh_hans), "2028年8月31日");
}

}  // namespace
}  // namespace kiosk24::text
