#include "screens/form/form.h"
#include "screens/shared/form_rows.h"

namespace kiosk24::screens::form {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "form", Ways::all);
    add_steps(view.chrome, state, texts, 1);
    if (!state.session) return view;
    view.is_loading = !state.session->is_prefilled;
    view.may_go_on = state.session->is_prefilled && state.session->form_filled_at == kNever;
    view.heading = say(view.is_loading ? "form.loading" : "form.filled");
    view.hint = say("form.hint");
    view.next = say("form.next");
    view.more = say("home.more");
    view.less = say("home.less");
    view.rows = form_rows(state, texts);
    return view;
}

}  // namespace kiosk24::screens::form
