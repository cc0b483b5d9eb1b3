#include "kiosk/text/date_words.h"
#include "screens/guide/guide.h"

namespace kiosk24::screens::guide {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "guide", Ways::all);
    view.waiting = say("guide.waiting");
    view.more = say("guide.more");
    view.less = say("guide.less");
    if (!state.session || !state.session->guides || !state.session->guides->guide) return view;
    const auto& guide = *state.session->guides->guide;
    view.is_here = true;
    view.title = say(guide.summary.title);
    const std::string updated = text::date_words(guide.summary.updated, say.language());
    view.about = say.fill("guide.about", {{"issuer", say(guide.summary.issuer)}, {"date", updated}});
    for (const auto& section : guide.sections)
        view.sections.push_back({say(section.heading), say(section.body)});
    const auto paper = guide.papers.find(say.language());
    const int pages = paper == guide.papers.end() ? 0 : paper->second.pages;
    view.print = say.fill(pages == 1 ? "guide.print_one" : "guide.print", {{"pages", std::to_string(pages)}});
    const auto* printer = state.device(DeviceClass::document_printer);
    const bool may_print = pages > 0 && printer != nullptr && is_usable(printer->condition);
    if (!may_print) {
        view.blocked = say("guide.blocked");
        view.blocked_more = say("guide.blocked_more");
    }
    return view;
}

}  // namespace kiosk24::screens::guide
