#include "screens/operator/service_pin/service_pin.h"

namespace kiosk24::screens::service_pin {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = service_chrome_of(state, texts, "service_pin");
    view.heading = say("service_pin.heading");
    view.hint = say("service_pin.hint");
    view.done = say("service_pin.done");
    view.clear = say("service_pin.clear");
    view.backspace = say("service_pin.backspace");
    if (!state.service) return view;
    const auto& service = *state.service;
    view.digits = service.pin.reveal();
    view.is_checking = service.waiting_for != 0;
    if (view.is_checking) view.hint = say("service_pin.checking");
    const auto left = state.service_gate.locked_until - state.last.now;
    view.is_locked = !view.is_checking && left > Milliseconds{0};
    const std::string problem = view.is_locked ? "locked" : service.pin_problem;
    if (!problem.empty())
        view.problem = say.fill("service_pin_problem." + problem,
                                {{"seconds", std::to_string((left.count() + 999) / 1000)}});
    return view;
}

}  // namespace kiosk24::screens::service_pin
