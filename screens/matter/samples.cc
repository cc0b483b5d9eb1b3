#include "screens/matter/matter.h"

namespace kiosk24::screens::matter {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::matter);
    Sample offline{"offline", state}, no_reader{"device missing", state};
    offline.state.platform_reachable = false;
    no_reader.state.devices[0].condition.state = DeviceState::offline;
    Sample kept{"kept here", offline.state};
    auto catalogue = std::make_shared<Catalogue>(*state.catalogue);
    catalogue->matters.front().offline_safe = true;
    kept.state.catalogue = std::move(catalogue);
    return {{"available", state}, offline, kept, no_reader};
}

}  // namespace kiosk24::screens::matter
