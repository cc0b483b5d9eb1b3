#include "screens/lay_card/lay_card.h"

namespace kiosk24::screens::lay_card {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "lay_card", Ways::all);
    add_steps(view.chrome, state, texts, 0);
    view.heading = say("lay_card.heading");
    view.hint = say("lay_card.hint");
    view.picture = say("lay_card.picture");
    if (state.session && !state.session->card_problem.empty()) {
        view.problem = say("card_problem." + state.session->card_problem + ".what");
        view.problem_more = say("card_problem." + state.session->card_problem + ".do");
    }
    return view;
}

}  // namespace kiosk24::screens::lay_card
