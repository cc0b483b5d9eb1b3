#include "screens/submitting/submitting.h"

namespace kiosk24::screens::submitting {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "submitting", Ways::help_only);
    add_steps(view.chrome, state, texts, 3);
    view.may_leave = state.session && state.session->waits_long;
    view.heading = say(view.may_leave ? "submitting.long" : "submitting.sent");
    view.hint = say(view.may_leave ? "submitting.long_hint" : "submitting.sent_hint");
    view.leave = say("submitting.leave");
    return view;
}

}  // namespace kiosk24::screens::submitting
