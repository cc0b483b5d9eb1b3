#include "screens/too_young/too_young.h"

namespace kiosk24::screens::too_young {

std::vector<Sample> samples() {
    return {{"too young", sample_state_at(Situation::too_young)}};
}

}  // namespace kiosk24::screens::too_young
