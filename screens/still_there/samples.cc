#include "screens/still_there/still_there.h"

namespace kiosk24::screens::still_there {

std::vector<Sample> samples() {
    State state = sample_state_at(Situation::form);
    state.session->warned_at = state.last.now;
    return {{"countdown", state}};
}

}  // namespace kiosk24::screens::still_there
