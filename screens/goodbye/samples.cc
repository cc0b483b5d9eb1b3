#include "screens/goodbye/goodbye.h"

namespace kiosk24::screens::goodbye {

std::vector<Sample> samples() {
    State state = sample_state_at(Situation::home);
    state.session->situation = Situation::goodbye;
    return {{"goodbye", state}};
}

}  // namespace kiosk24::screens::goodbye
