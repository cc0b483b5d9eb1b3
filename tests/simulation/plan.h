// What a world is made of before it begins: who comes when, and what goes wrong when. The same plan always
// gives the same run, and a plan with something taken out is a plan too: so a violation can be made small and
// kept as a file of a few lines.
//
//   world SEED TERMINALS
//   visit TERMINAL PERSON MANNER MATTER SEED GAP_MS
//   mishap VISIT SITUATION NTH DELAY_MS NAME SEED LASTS_MS     when that visit enters that situation for the
//   nth time
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/model/state.h"
#include "tests/simulation/mishap.h"

namespace kiosk24::simulation {

enum class Manner {
    patient,       // does what the screen says, and waits
    impatient,     // touches twice, does not wait, goes back and forth
    wandering,     // walks off somewhere in the middle
    random,        // touches anything at any time
    two_in_a_row,  // the next person begins where this one left, without a farewell
    card_left,     // forgets the card on the reader
    maintainer,    // opens service mode
    curious,       // tries the corners and a PIN
};
std::string_view name_of(Manner manner);
std::optional<Manner> manner_named(std::string_view name);

struct Visit {
    int terminal = 0, person = 0;
    Manner manner = Manner::patient;
    std::string matter;
    std::uint64_t seed = 0;
    Milliseconds gap{0};  // after the visit before
};
struct Blow {
    int visit = 0;  // its number in the plan
    Situation at = Situation::home;
    int nth = 1;
    Milliseconds delay{0};
    Mishap mishap = Mishap::paper_out;
    std::uint64_t seed = 0;
    Milliseconds lasts{0};
};
struct Plan {
    std::uint64_t seed = 0;
    int terminals = 1;
    std::vector<Visit> visits;
    std::vector<Blow> blows;
};

// The world of that number in a run of that seed.
Plan make_plan(std::uint64_t seed, std::uint64_t world, int visits, const std::vector<std::string>& matters);

std::string written(const Plan& plan);
Result<Plan> read_plan(const std::string& text);  // bad_input names the line

}  // namespace kiosk24::simulation
