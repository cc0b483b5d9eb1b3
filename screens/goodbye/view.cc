#include "screens/goodbye/goodbye.h"

namespace kiosk24::screens::goodbye {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "goodbye", Ways::none);
    view.heading = say("goodbye.heading");
    view.words = say("goodbye.words");
    view.remember = say("goodbye.remember");
    return view;
}

}  // namespace kiosk24::screens::goodbye
