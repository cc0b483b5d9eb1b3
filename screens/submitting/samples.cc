#include "screens/submitting/submitting.h"

namespace kiosk24::screens::submitting {

std::vector<Sample> samples() {
    Sample late{"long", sample_state_at(Situation::submitting)};
    late.state.session->waits_long = true;
    return {{"sent", sample_state_at(Situation::submitting)}, late};
}

}  // namespace kiosk24::screens::submitting
