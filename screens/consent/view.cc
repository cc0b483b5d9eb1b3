#include "screens/consent/consent.h"

namespace kiosk24::screens::consent {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "consent", Ways::all);
    view.agree = say("consent.agree");
    view.decline = say("consent.decline");
    view.more = say("home.more");
    view.less = say("home.less");
    const auto* matter = state.matter();
    if (matter == nullptr) return view;
    view.version = say.fill("consent.version", {{"version", matter->consent.version}});
    view.sections = {{say("consent.who"), say(matter->consent.who), ui::Icon::account_balance},
                     {say("consent.what"), say(matter->consent.what), ui::Icon::badge},
                     {say("consent.why"), say(matter->consent.why), ui::Icon::help_outline},
                     {say("consent.how_long"), say(matter->consent.how_long), ui::Icon::schedule}};
    return view;
}

}  // namespace kiosk24::screens::consent
