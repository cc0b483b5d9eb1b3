// Time as values. Code outside app, device, net and journal threads never reads a clock: times arrive in
// messages.
#pragma once

#include <chrono>
#include <cstdint>

namespace kiosk24 {

using Milliseconds = std::chrono::milliseconds;

// A moment on this boot's monotonic clock; only differences mean anything.
struct Moment {
    Milliseconds since_boot{0};
    auto operator<=>(const Moment&) const = default;
    friend Moment operator+(Moment a, Milliseconds b) { return {a.since_boot + b}; }
    friend Milliseconds operator-(Moment a, Moment b) { return a.since_boot - b.since_boot; }
};
inline constexpr Moment kNever{Milliseconds::max()};

// Civil time: milliseconds since 1970-01-01T00:00:00Z. Shown to people in UTC+8 (China Standard Time).
struct WallTime {
    std::int64_t unix_ms = 0;
    auto operator<=>(const WallTime&) const = default;
};

// A day of the Gregorian calendar. {0,0,0} is "no date".
struct Date {
    int year = 0, month = 0, day = 0;
    auto operator<=>(const Date&) const = default;
};

// The civil date of `time` in China Standard Time (UTC+8, no daylight saving).
Date date_in_china(WallTime time);
struct TimeOfDay {
    int hour = 0, minute = 0, second = 0;
};
TimeOfDay time_of_day_in_china(WallTime time);
// 0 = Sunday … 6 = Saturday.
int weekday_of(Date date);
bool is_valid(Date date);
// Whole years from `birth` to `today`; a person born on 29 February comes of age on 1 March. Negative if born
// later.
int age_on(Date birth, Date today);

// The two clocks of this process. Thread-safe. Called only where the time is stamped on messages.
Moment monotonic_now();
WallTime wall_now();

}  // namespace kiosk24
