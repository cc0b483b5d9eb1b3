// How long to wait before the next attempt. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "kiosk/base/clock.h"

namespace kiosk24::net {

// A stream of numbers out of the entropy that an input was stamped with: the same entropy, the same numbers.
class Chance {
  public:
    explicit Chance(const std::array<std::uint8_t, 32>& entropy);
    // 0 to below; 0 if below is 0.
    std::uint64_t number(std::uint64_t below);

  private:
    std::uint64_t state_ = 0;
};

// After `failures` failed attempts (1 or more): first, 2 first, 4 first … longest, of which the upper half is
// chance.
Milliseconds back_off(int failures, Milliseconds first, Milliseconds longest, Chance& chance);

// Retry-After (RFC 9110, 10.2.3): seconds, or an IMF-fixdate. Nothing for anything else; a date in the past
// is 0; at most a day.
std::optional<Milliseconds> retry_after(std::string_view header, WallTime now);

}  // namespace kiosk24::net
