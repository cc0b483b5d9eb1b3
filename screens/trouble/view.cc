#include "screens/trouble/trouble.h"

namespace kiosk24::screens::trouble {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "trouble", Ways::no_back);
    view.try_again = say("trouble.try_again");
    view.finish = say("trouble.finish");
    if (!state.session || !state.session->trouble) return view;
    const auto& trouble = *state.session->trouble;
    view.heading = say("trouble." + trouble.words + ".what");
    view.words = say.fill("trouble." + trouble.words + ".do",
                          {{"hotline", state.terminal.hotline}, {"nearest", say(state.terminal.nearest)}});
    view.may_try_again = trouble.may_try_again;
    view.is_filed = trouble.is_filed;
    view.filed = say(trouble.is_unsettled ? "trouble.unsettled"
                     : trouble.is_filed   ? "trouble.filed"
                                          : "trouble.not_filed");
    return view;
}

}  // namespace kiosk24::screens::trouble
