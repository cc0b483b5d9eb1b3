#include "screens/reading/reading.h"

namespace kiosk24::screens::reading {

std::vector<Sample> samples() {
    Sample confirming{"confirming", sample_state_at(Situation::reading)};
    confirming.state.session->card = sample_state_at(Situation::form).session->card;
    return {{"reading", sample_state_at(Situation::reading)}, confirming};
}

}  // namespace kiosk24::screens::reading
