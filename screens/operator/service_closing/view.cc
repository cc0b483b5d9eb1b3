#include "screens/operator/service_closing/service_closing.h"

namespace kiosk24::screens::service_closing {

namespace {

ui::Icon icon_of(std::string_view reason) {
    if (reason == "supplies") return ui::Icon::print;
    if (reason == "repair") return ui::Icon::build;
    return reason == "upkeep" ? ui::Icon::refresh : ui::Icon::place;
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = service_chrome_of(state, texts, "service_closing");
    view.heading = say("service_closing.heading");
    view.hint = say("service_closing.hint");
    for (const auto reason : kServiceReasons) {
        const std::string id(reason);
        view.reasons.push_back({id, say("service_reason." + id), icon_of(reason)});
    }
    return view;
}

}  // namespace kiosk24::screens::service_closing
