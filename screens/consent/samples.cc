#include "screens/consent/consent.h"

namespace kiosk24::screens::consent {

std::vector<Sample> samples() {
    return {{"consent", sample_state_at(Situation::consent)}};
}

}  // namespace kiosk24::screens::consent
