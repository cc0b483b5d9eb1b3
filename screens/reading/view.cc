#include "screens/reading/reading.h"

namespace kiosk24::screens::reading {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "reading", Ways::help_only);
    add_steps(view.chrome, state, texts, 0);
    view.is_by_code = state.session && state.session->method == IdentifyMethod::e_id;
    const bool confirms = view.is_by_code || (state.session && state.session->card);
    view.heading = say(confirms ? "reading.confirming" : "reading.reading");
    view.hint = say(view.is_by_code ? "reading.code_hint"
                    : confirms      ? "reading.confirming_hint"
                                    : "reading.reading_hint");
    view.picture = say(view.is_by_code ? "reading.code_picture" : "reading.picture");
    if (view.is_by_code) view.chrome.title = say("reading.code_title");
    return view;
}

}  // namespace kiosk24::screens::reading
