#include "screens/draft/draft.h"

namespace kiosk24::screens::draft {

std::vector<Sample> samples() {
    return {{"draft", sample_state_at(Situation::draft)}};
}

}  // namespace kiosk24::screens::draft
