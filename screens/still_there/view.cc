#include "screens/still_there/still_there.h"

#include <algorithm>

namespace kiosk24::screens::still_there {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "still_there", Ways::none);
    view.heading = say("still_there.heading");
    view.words = say("still_there.words");
    view.here = say("still_there.here");
    view.end = say("still_there.end");
    if (!state.session) return view;
    const bool large = state.session->text_size == TextSize::large;
    view.total_ms = static_cast<int>(
        (large ? state.terminal.timers.warning_large : state.terminal.timers.warning).count());
    const auto left = (session_ends_at(state) - state.last.now).count();
    view.left_ms = static_cast<int>(std::clamp<long long>(left, 0, view.total_ms));
    return view;
}

}  // namespace kiosk24::screens::still_there
