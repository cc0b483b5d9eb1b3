#include "screens/reading/reading.h"

namespace kiosk24::screens::reading {

std::vector<Sample> samples() {
    Sample confirming{"confirming", sample_state_at(Situation::reading)};
    confirming.state.session->card = sample_state_at(Situation::form).session->card;
    Sample code{"code", sample_state_at(Situation::reading)};
    code.state.session->method = IdentifyMethod::e_id;
    return {{"reading", sample_state_at(Situation::reading)}, confirming, code};
}

}  // namespace kiosk24::screens::reading
