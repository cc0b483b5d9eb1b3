#include "screens/home/home.h"

namespace kiosk24::screens::home {

std::vector<Sample> samples() {
    const State home = sample_state_at(Situation::home);
    Sample group{"one group", home}, empty{"empty group", home}, search{"search", home},
        offline{"offline", home}, no_printer{"half service", home};
    group.state.session->group = "social";
    empty.state.session->group = "tax";
    search.state.session->group = kSearchGroup;
    search.state.session->search.text = PersonalText("SI");
    offline.state.platform_reachable = false;
    no_printer.state.devices[1].condition.state = DeviceState::offline;
    return {{"groups", home}, group, empty, search, offline, no_printer};
}

}  // namespace kiosk24::screens::home
