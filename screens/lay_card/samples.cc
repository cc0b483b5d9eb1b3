#include "screens/lay_card/lay_card.h"

namespace kiosk24::screens::lay_card {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::lay_card);
    std::vector<Sample> samples{{"waiting", state}};
    for (const char* problem : {"unreadable", "refused", "garbled", "expired"}) {
        samples.push_back({problem, state});
        samples.back().state.session->card_problem = problem;
    }
    State code = state;
    code.session->method = IdentifyMethod::e_id;
    samples.push_back({"code", code});
    for (const char* problem : {"code_garbled", "code_refused"}) {
        samples.push_back({problem, code});
        samples.back().state.session->card_problem = problem;
    }
    State broken = code;
    for (auto& device : broken.devices) {
        if (device.slot.device_class == DeviceClass::id_card_reader)
            device.condition = {.state = DeviceState::offline, .fault = Fault::reader_offline, .detail = {}};
    }
    samples.push_back({"reader_broken", broken});
    State only = state;
    std::erase_if(only.devices,
                  [](const auto& device) { return device.slot.device_class == DeviceClass::code_reader; });
    samples.push_back({"one_way", only});
    return samples;
}

}  // namespace kiosk24::screens::lay_card
