#include "screens/form/form.h"

namespace kiosk24::screens::form {

std::vector<Sample> samples() {
    Sample loading{"loading", sample_state_at(Situation::form)},
        stays{"came back", sample_state_at(Situation::form)};
    loading.state.session->is_prefilled = false;
    loading.state.session->form.resize(6);
    stays.state.session->form_stays = true;
    Sample filled{"filled", sample_state_at(Situation::form)};
    filled.state.session->form_filled_at = filled.state.last.now;
    return {filled, loading, stays};
}

}  // namespace kiosk24::screens::form
