#include "screens/too_young/too_young.h"

namespace kiosk24::screens::too_young {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "too_young", Ways::no_back);
    view.heading = say("too_young.heading");
    view.why = say("too_young.why");
    view.what_to_do = say.fill("too_young.what_to_do", {{"nearest", say(state.terminal.nearest)},
                                                        {"hotline", state.terminal.hotline}});
    view.home = say("too_young.finish");
    return view;
}

}  // namespace kiosk24::screens::too_young
