#include "screens/guide_list/guide_list.h"

namespace kiosk24::screens::guide_list {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::guide_list);
    Sample listed{"listed", state}, waiting{"waiting", state}, nothing{"nothing", state};
    waiting.state.session->guides->is_listed = false;
    waiting.state.session->guides->list.clear();
    waiting.state.session->waiting_for = 1;
    nothing.state.session->guides->list.clear();
    return {listed, waiting, nothing};
}

}  // namespace kiosk24::screens::guide_list
