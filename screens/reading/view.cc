#include "screens/reading/reading.h"

namespace kiosk24::screens::reading {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "reading", Ways::help_only);
    add_steps(view.chrome, state, texts, 0);
    const bool has_card = state.session && state.session->card;
    view.heading = say(has_card ? "reading.confirming" : "reading.reading");
    view.hint = say(has_card ? "reading.confirming_hint" : "reading.reading_hint");
    view.picture = say("reading.picture");
    return view;
}

}  // namespace kiosk24::screens::reading
