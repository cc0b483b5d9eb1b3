#include "kiosk/text/date_words.h"
#include "screens/guide_list/guide_list.h"

namespace kiosk24::screens::guide_list {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "guide_list", Ways::all);
    view.waiting = say("guide_list.waiting");
    view.nothing = say.fill("guide_list.nothing", {{"hotline", state.terminal.hotline}});
    view.matters_heading = say("guide_list.matters");
    view.policies_heading = say("guide_list.policies");
    view.more = say("guide_list.more");
    view.less = say("guide_list.less");
    if (!state.session || !state.session->guides) return view;
    view.is_listed = state.session->guides->is_listed;
    for (const auto& one : state.session->guides->list) {
        const bool is_matter = one.kind == GuideKind::matter;
        const std::string updated = text::date_words(one.updated, say.language());
        Entry entry{one.id, say(one.title),
                    say.fill("guide_list.about", {{"issuer", say(one.issuer)}, {"date", updated}}),
                    is_matter ? ui::Icon::assignment : ui::Icon::article,
                    is_matter ? ui::Tint::blue : ui::Tint::teal};
        (is_matter ? view.matters : view.policies).push_back(std::move(entry));
    }
    return view;
}

}  // namespace kiosk24::screens::guide_list
