#include "tests/simulation/mutant.h"

namespace kiosk24::simulation {

int mutant = 0;

}  // namespace kiosk24::simulation
