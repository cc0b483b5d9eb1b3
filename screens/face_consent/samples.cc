#include "screens/face_consent/face_consent.h"

namespace kiosk24::screens::face_consent {

std::vector<Sample> samples() {
    return {{"asked", sample_state_at(Situation::face_consent)}};
}

}  // namespace kiosk24::screens::face_consent
