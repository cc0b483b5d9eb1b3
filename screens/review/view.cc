#include "screens/review/review.h"

namespace kiosk24::screens::review {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "review", Ways::all);
    add_steps(view.chrome, state, texts, 2);
    view.submit = say("review.submit");
    if (can_be_paused(state)) view.pause = say("form.pause");
    view.wrong = say.fill("review.wrong", {{"hotline", state.terminal.hotline}});
    view.more = say("home.more");
    view.less = say("home.less");
    const auto* matter = state.matter();
    if (matter == nullptr) return view;
    view.matter = say(matter->name);
    for (const auto& matter_case : matter->cases) {
        if (matter_case.id == state.session->matter_case) view.matter_case = say(matter_case.name);
    }
    if (is_taken_offline(*matter, state)) {
        view.chrome.notice = say("matter.kept_here");
        view.chrome.notice_more = say("matter.kept_here_more");
        view.chrome.subtitle = say("home.kept_here");
    }
    view.declaration = say(matter->declaration);
    view.rows = form_rows(state, texts);
    return view;
}

}  // namespace kiosk24::screens::review
