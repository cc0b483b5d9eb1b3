// What a run has met: which mishap struck while which situation was on screen, and which situation followed
// which.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/model/state.h"
#include "tests/simulation/mishap.h"

namespace kiosk24::simulation {

inline constexpr std::size_t kSituations = static_cast<std::size_t>(Situation::service_closing) + 1;

struct Coverage {
    std::uint64_t sessions = 0, inputs = 0, commits = 0, power_cuts = 0;
    Milliseconds virtual_time{0};
    std::array<std::array<std::uint64_t, kMishapNames.size()>, kSituations> struck{};
    std::map<std::pair<int, int>, std::uint64_t> transitions;

    void add(const Coverage& other);
    std::uint64_t of(Mishap mishap) const;
    std::string written() const;  // lines that read() takes
    void read(const std::string& text);
};

// What cannot be, with reasons, and what must be. Lines of tests/simulation/unreachable.txt:
//   mishap NAME SITUATION[,SITUATION...] REASON     "*" for all situations but those named after a "-"
// and of tests/simulation/transitions.txt: FROM TO
struct Expected {
    std::array<std::array<bool, kMishapNames.size()>, kSituations> is_impossible{};
    std::map<std::pair<int, int>, bool> transitions;
};
Result<Expected> read_expected(const std::string& unreachable, const std::string& transitions);
struct Gaps {
    std::vector<std::string> impossible_met, unmet, new_transitions, unmet_transitions;
};
Gaps gaps_of(const Coverage& coverage, const Expected& expected);

}  // namespace kiosk24::simulation
