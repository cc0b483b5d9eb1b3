#include "kiosk/net/back_off.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace kiosk24::net {
namespace {

constexpr Milliseconds kDay{86'400'000};

std::optional<int> number_in(std::string_view text) {
    int value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_whole = failure == std::errc() && end == text.data() + text.size();
    return is_whole && value >= 0 ? std::optional(value) : std::nullopt;
}

std::optional<int> month_named(std::string_view name) {
    constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const auto at = kMonths.find(name);
    if (name.size() != 3 || at == std::string_view::npos || at % 3 != 0) return std::nullopt;
    return static_cast<int>(at / 3) + 1;
}

// "Sun, 06 Nov 1994 08:49:37 GMT"
std::optional<WallTime> imf_fixdate(std::string_view text) {
    constexpr std::size_t kLength = 29;
    if (text.size() != kLength || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
    const auto day = number_in(text.substr(5, 2)), year = number_in(text.substr(12, 4));
    const auto month = month_named(text.substr(8, 3));
    const auto hour = number_in(text.substr(17, 2)), minute = number_in(text.substr(20, 2));
    const auto second = number_in(text.substr(23, 2));
    if (!day || !year || !month || !hour || !minute || !second) return std::nullopt;
    if (!is_valid({*year, *month, *day}) || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    const std::chrono::sys_days date = std::chrono::year{*year} /
                                       std::chrono::month{static_cast<unsigned>(*month)} /
                                       std::chrono::day{static_cast<unsigned>(*day)};
    const auto seconds = std::chrono::seconds(date.time_since_epoch()) + std::chrono::hours(*hour) +
                         std::chrono::minutes(*minute) + std::chrono::seconds(*second);
    return WallTime{Milliseconds(seconds).count()};
}

}  // namespace

Chance::Chance(const std::array<std::uint8_t, 32>& entropy) {
    for (const auto byte : entropy)
        state_ = state_ * 0x100000001B3u ^ byte;
}

std::uint64_t Chance::number(std::uint64_t below) {
    // SplitMix64 (Steele, Lea, Flood 2014): jitter, not secrets.
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
    mixed ^= mixed >> 31;
    return below == 0 ? 0 : mixed % below;
}

Milliseconds back_off(int failures, Milliseconds first, Milliseconds longest, Chance& chance) {
    constexpr int kMostDoublings = 20;
    const auto doublings = std::clamp(failures - 1, 0, kMostDoublings);
    const auto whole = std::min(Milliseconds(first.count() << doublings), longest);
    const auto half = whole / 2;
    return half + Milliseconds(static_cast<std::int64_t>(
                      chance.number(static_cast<std::uint64_t>((whole - half).count()) + 1)));
}

std::optional<Milliseconds> retry_after(std::string_view header, WallTime now) {
    const bool is_digits =
        !header.empty() && header.find_first_not_of("0123456789") == std::string_view::npos;
    if (is_digits) {
        const auto seconds = number_in(header);
        return seconds ? std::min<Milliseconds>(std::chrono::seconds(*seconds), kDay) : kDay;
    }
    const auto date = imf_fixdate(header);
    if (!date) return std::nullopt;
    return std::clamp(Milliseconds(date->unix_ms - now.unix_ms), Milliseconds(0), kDay);
}

}  // namespace kiosk24::net
