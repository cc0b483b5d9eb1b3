// A sample: a State that leads a screen through one of its branches. The gallery, the golden pictures and the
// checks (overflow, contrast, target size, missing words) draw every sample in every language, size and
// orientation.
#pragma once

#include <string>
#include <vector>

#include "kiosk/model/state.h"

namespace kiosk24::screens {

struct Sample {
    std::string name;  // "approved"
    State state;
};

// A terminal in service with the catalogue of one matter, its devices online, nobody here, on a Wednesday
// afternoon.
State sample_state();
// The same with somebody at `situation`, past everything that comes before it: the card of a fictional
// person, a filled form, an approved case, as far as that situation has them.
State sample_state_at(Situation situation);
// The same with a maintainer in service mode.
State sample_service_at(ServicePlace place);

}  // namespace kiosk24::screens
