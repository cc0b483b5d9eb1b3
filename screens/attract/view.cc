#include "screens/attract/attract.h"

namespace kiosk24::screens::attract {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    const Chrome chrome = chrome_of(state, texts, "attract", Ways::none);
    View view;
    view.title = chrome.title;
    view.tagline = chrome.subtitle;
    view.clock = chrome.clock;
    view.date = chrome.date;
    view.footer = chrome.footer;
    view.notice = chrome.notice;
    view.touch = say("attract.touch");
    view.promise = say("attract.promise");
    view.chinese = say("attract.chinese");
    view.english = say("attract.english");
    view.services[0] = say("attract.step_1");
    view.services[1] = say("attract.step_2");
    view.services[2] = say("attract.step_3");
    return view;
}

}  // namespace kiosk24::screens::attract
