#include "screens/take_paper/take_paper.h"

#include <algorithm>

namespace kiosk24::screens::take_paper {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "take_paper", Ways::help_only);
    add_steps(view.chrome, state, texts, 4);
    view.heading = say("take_paper.heading");
    view.card_words = say("take_paper.card");
    view.paper_words = say("take_paper.paper");
    view.taken = say("take_paper.taken");
    view.missing = say("take_paper.missing");
    if (!state.session) return view;
    view.total_ms = static_cast<int>(state.terminal.timers.take_paper.count());
    const auto passed = state.last.now - state.session->situation_since;
    view.left_ms = std::max(0, view.total_ms - static_cast<int>(passed.count()));
    return view;
}

}  // namespace kiosk24::screens::take_paper
