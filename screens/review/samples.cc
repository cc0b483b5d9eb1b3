#include "screens/review/review.h"

namespace kiosk24::screens::review {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::review);
    Sample paused{"may be paused", state};
    CaseFile file;
    file.id = "0123456789abcdef0123456789abcdef";
    file.matter_id = state.session->matter_id;
    paused.state.session->case_id = file.id;
    paused.state.cases[file.id] = file;
    paused.state.session->is_prefilled = true;
    paused.state.session->asked = {"employer"};
    paused.state.session->edits["employer"].text = PersonalText("示范公司");
    Sample offline{"without a network", state};
    auto catalogue = std::make_shared<Catalogue>(*state.catalogue);
    catalogue->matters.front().offline_safe = true;
    catalogue->matters.front().form.resize(6);  // what the card says
    offline.state.catalogue = catalogue;
    offline.state.platform_reachable = false;
    offline.state.session->form.resize(6);
    return {{"review", state}, paused, offline};
}

}  // namespace kiosk24::screens::review
