// Which seeded fault is at work: 0 for none, and always 0 in programs that were not built with them.
#pragma once

namespace kiosk24::simulation {

extern int mutant;
inline constexpr int kMutants = 24;

}  // namespace kiosk24::simulation
