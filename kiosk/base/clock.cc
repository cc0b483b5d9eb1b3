#include "kiosk/base/clock.h"

namespace kiosk24 {
namespace {
constexpr std::int64_t kChinaOffset_ms = 8LL * 3600 * 1000;
constexpr std::int64_t kDay_ms = 86400LL * 1000;

std::int64_t china_day(WallTime time) {
    const auto local = time.unix_ms + kChinaOffset_ms;
    return local >= 0 ? local / kDay_ms : -((-local + kDay_ms - 1) / kDay_ms);
}
}  // namespace

Date date_in_china(WallTime time) {
    const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{china_day(time)}}};
    return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
            static_cast<int>(static_cast<unsigned>(day.day()))};
}

TimeOfDay time_of_day_in_china(WallTime time) {
    const auto in_day = (time.unix_ms + kChinaOffset_ms - china_day(time) * kDay_ms) / 1000;
    return {static_cast<int>(in_day / 3600), static_cast<int>(in_day / 60 % 60),
            static_cast<int>(in_day % 60)};
}

int weekday_of(Date date) {
    const std::chrono::year_month_day day{std::chrono::year{date.year},
                                          std::chrono::month{static_cast<unsigned>(date.month)},
                                          std::chrono::day{static_cast<unsigned>(date.day)}};
    return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{day}}.c_encoding());
}

bool is_valid(Date date) {
    if (date.month < 1 || date.day < 1) return false;
    return std::chrono::year_month_day{std::chrono::year{date.year},
                                       std::chrono::month{static_cast<unsigned>(date.month)},
                                       std::chrono::day{static_cast<unsigned>(date.day)}}
        .ok();
}

int age_on(Date birth, Date today) {
    const bool before_birthday =
        today.month < birth.month || (today.month == birth.month && today.day < birth.day);
    return today.year - birth.year - (before_birthday ? 1 : 0);
}

Moment monotonic_now() {
    return {std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now().time_since_epoch())};
}

WallTime wall_now() {
    return {std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch())
                .count()};
}

}  // namespace kiosk24
