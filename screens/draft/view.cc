#include "kiosk/text/date_words.h"
#include "screens/draft/draft.h"

namespace kiosk24::screens::draft {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "draft", Ways::all);
    view.heading = say("draft.heading");
    view.words = say("draft.words");
    view.resume = say("draft.resume");
    view.discard = say("draft.discard");
    if (!state.session || !state.session->draft) return view;
    const auto& draft = *state.session->draft;
    const auto* matter = state.catalogue ? state.catalogue->find(draft.matter_id) : nullptr;
    view.matter =
        say.fill("draft.matter", {{"date", text::date_words(date_in_china(draft.kept_at), say.language())},
                                  {"time", text::time_words(time_of_day_in_china(draft.kept_at))},
                                  {"matter", matter == nullptr ? draft.matter_id : say(matter->name)}});
    view.until =
        say.fill("draft.until", {{"date", text::date_words(date_in_china(draft.expires_at), say.language())},
                                 {"time", text::time_words(time_of_day_in_china(draft.expires_at))}});
    return view;
}

}  // namespace kiosk24::screens::draft
