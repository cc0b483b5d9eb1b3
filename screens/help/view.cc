#include "screens/help/help.h"

namespace kiosk24::screens::help {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "help", Ways::none);
    view.chrome.footer.clear();  // all of it stands on the screen itself
    view.facts = {{"terminal", say("help.terminal"), state.terminal.id, ui::Icon::dashboard},
                  {"site", say("help.site"), say(state.terminal.site), ui::Icon::place},
                  {"hotline", say("help.hotline"), state.terminal.hotline, ui::Icon::phone},
                  {"nearest", say("help.nearest"), say(state.terminal.nearest), ui::Icon::map}};
    view.call_back_heading = say("help.call_back_heading");
    view.call_back = say("help.call_back");
    view.placeholder = say("help.placeholder");
    view.close = say("help.close");
    if (!state.session) return view;
    view.is_asked = state.session->call_back_asked;
    view.call_back_hint = say(view.is_asked ? "help.asked" : "help.call_back_hint");
    const auto edit = state.session->edits.find(kTelephoneField);
    if (edit != state.session->edits.end()) view.telephone = edit->second.text.reveal();
    return view;
}

}  // namespace kiosk24::screens::help
