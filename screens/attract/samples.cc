#include "screens/attract/attract.h"

namespace kiosk24::screens::attract {

std::vector<Sample> samples() {
    Sample offline{"offline", sample_state()};
    offline.state.platform_reachable = false;
    return {{"in service", sample_state()}, offline};
}

}  // namespace kiosk24::screens::attract
