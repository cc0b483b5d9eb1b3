// Chance that can be repeated: the same seed gives the same numbers on every machine. A decision that must
// not shift when another one is taken out of a run draws from a Dice of its own, made of what the decision is
// about.
#pragma once

#include <cstdint>
#include <initializer_list>

#include "kiosk/base/clock.h"

namespace kiosk24::simulation {

// SplitMix64's finaliser: any two different inputs give unrelated outputs.
constexpr std::uint64_t scramble(std::uint64_t value) {
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    Dice(std::initializer_list<std::uint64_t> about) {
        for (const auto part : about)
            state_ = scramble(state_ ^ part);
    }
    std::uint64_t next() { return scramble(state_ += 0x9e3779b97f4a7c15ULL); }
    // 0 to below - 1; 0 if below is 0.
    std::uint64_t below(std::uint64_t below) { return below == 0 ? 0 : next() % below; }
    bool permille(std::uint64_t of_1000) { return below(1000) < of_1000; }
    Milliseconds between(Milliseconds low, Milliseconds high) {
        const auto span = static_cast<std::uint64_t>((high - low).count()) + 1;
        return low + Milliseconds(static_cast<std::int64_t>(below(span)));
    }

  private:
    std::uint64_t state_ = 0;
};

}  // namespace kiosk24::simulation
