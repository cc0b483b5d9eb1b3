#include "screens/help/help.h"

namespace kiosk24::screens::help {

std::vector<Sample> samples() {
    State state = sample_state_at(Situation::home);
    state.session->is_help_open = true;
    Sample asked{"asked", state}, typed{"typed", state};
    asked.state.session->call_back_asked = true;
    typed.state.session->edits[kTelephoneField].text = PersonalText("13800000000");
    return {{"help", state}, typed, asked};
}

}  // namespace kiosk24::screens::help
