#include "screens/operator/service_pin/service_pin.h"

namespace kiosk24::screens::service_pin {

std::vector<Sample> samples() {
    const State empty = sample_service_at(ServicePlace::pin);
    Sample typed{"typed", empty}, wrong{"wrong", empty}, locked{"locked", empty}, checking{"checking", empty},
        failed{"not checked", empty};
    typed.state.service->pin = PersonalText("2400");
    wrong.state.service->pin_problem = "wrong";
    locked.state.service->pin_problem = "locked";
    locked.state.service_gate.locked_until = locked.state.last.now + Milliseconds{27'000};
    checking.state.service->waiting_for = 1;
    failed.state.service->pin_problem = "not_checked";
    return {{"empty", empty}, typed, wrong, locked, checking, failed};
}

}  // namespace kiosk24::screens::service_pin
