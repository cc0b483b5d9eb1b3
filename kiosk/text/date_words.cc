#include "kiosk/text/date_words.h"

#include <fmt/format.h>

#include <array>

namespace kiosk24::text {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kDays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 7> kChineseDays{"星期日", "星期一", "星期二", "星期三",
                                                       "星期四", "星期五", "星期六"};

}  // namespace

std::string date_words(Date date, Language language) {
    if (!is_valid(date)) return {};
    if (language == Language::zh_hans) return fmt::format("{}年{}月{}日", date.year, date.month, date.day);
    return fmt::format("{} {} {}", date.day, kMonths[static_cast<std::size_t>(date.month - 1)], date.year);
}

std::string date_words_with_weekday(Date date, Language language) {
    if (!is_valid(date)) return {};
    const auto day = static_cast<std::size_t>(weekday_of(date));
    const auto words = date_words(date, language);
    if (language == Language::zh_hans) return fmt::format("{} {}", words, kChineseDays[day]);
    return fmt::format("{}, {}", kDays[day], words);
}

std::string time_words(TimeOfDay time) {
    return fmt::format("{:02}:{:02}", time.hour, time.minute);
}

std::string valid_to_words(Date date, Language language) {
    if (date == Date{}) return language == Language::zh_hans ? "长期" : "long-term";
    return date_words(date, language);
}

Date date_from_iso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
    const auto number = [&](std::size_t at, std::size_t count) {
        int value = 0;
        for (std::size_t i = at; i < at + count; ++i) {
            if (text[i] < '0' || text[i] > '9') return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    const Date date{number(0, 4), number(5, 2), number(8, 2)};
    return date.year >= 0 && is_valid(date) ? date : Date{};
}

std::string iso_of(Date date) {
    if (!is_valid(date)) return {};
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace kiosk24::text
