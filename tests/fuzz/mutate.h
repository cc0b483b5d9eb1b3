// Seeded damage to an input: the same seed gives the same damage on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace kiosk24::fuzz {

using Random = std::mt19937_64;

// One of `corpus`, changed in one to eight places. `corpus` is not empty; the result is at most `longest`
// bytes.
std::string mutated(const std::vector<std::string>& corpus, Random& random, std::size_t longest);

}  // namespace kiosk24::fuzz
