#include "screens/face_consent/face_consent.h"

namespace kiosk24::screens::face_consent {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "face_consent", Ways::all);
    view.agree = say("face_consent.agree");
    view.without = say("face_consent.without");
    view.more = say("home.more");
    view.less = say("home.less");
    const auto* matter = state.matter();
    if (matter == nullptr) return view;
    const auto& consent = matter->face_consent;
    view.version = say.fill("consent.version", {{"version", consent.version}});
    view.headings = {say("consent.who"), say("consent.what"), say("consent.why"), say("consent.how_long"),
                     say("face_consent.choice")};
    view.words = {say(consent.who), say(consent.what), say(consent.why), say(consent.how_long),
                  say("face_consent.choice_words")};
    return view;
}

}  // namespace kiosk24::screens::face_consent
