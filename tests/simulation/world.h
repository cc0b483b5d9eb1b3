// One world: a platform, a few terminals and everybody who comes to them, from the first visit to the moment
// when all is mended and the books are compared.
#pragma once

#include <optional>

#include "tests/simulation/coverage.h"
#include "tests/simulation/plan.h"
#include "tests/simulation/terminal.h"

namespace kiosk24::simulation {

// Runs the plan. `coverage` grows by what was met; `say`, if set, hears every step (for a trace that a person
// reads).
using Say = std::function<void(const std::string&)>;
std::optional<Violation> run(const Plan& plan, const Furnishings& furnishings, Coverage& coverage,
                             const Say& say = {});

// The same violation with as few visits and mishaps as a simple search finds.
Plan minimised(const Plan& plan, const Violation& violation, const Furnishings& furnishings);

}  // namespace kiosk24::simulation
