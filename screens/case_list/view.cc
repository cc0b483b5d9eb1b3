#include "kiosk/text/date_words.h"
#include "screens/case_list/case_list.h"
#include "screens/shared/case_words.h"

namespace kiosk24::screens::case_list {

namespace {

ui::Icon icon_of(const State& state, const std::string& matter_id) {
    const auto* matter = state.catalogue ? state.catalogue->find(matter_id) : nullptr;
    return matter == nullptr ? ui::Icon::description
                             : ui::icon_named(matter->icon).value_or(ui::Icon::description);
}

Entry entry_of(const CaseSummary& summary, const State& state, const Say& say) {
    constexpr std::size_t kEnd = 4;
    Entry entry;
    entry.number = summary.case_number;
    entry.name = matter_of(summary, state, say);
    const auto& number = summary.case_number;
    entry.about = say.fill(
        "case_list.about",
        {{"date", text::date_words(summary.filed, say.language())},
         {"end", number.size() > kEnd ? std::string_view(number).substr(number.size() - kEnd) : number}});
    const auto told = state_of_case(summary.verdict, say);
    entry.state = told.words;
    entry.colour = told.colour;
    entry.icon = icon_of(state, summary.matter_id);
    return entry;
}

// What the platform does not know (yet): not filed, or being asked about.
bool is_only_here(const CaseFile& file) {
    const auto standing = standing_of(file);
    return standing == Standing::not_filed || standing == Standing::unsettled || standing == Standing::queued;
}

Entry entry_of(const CaseFile& file, const State& state, const Say& say) {
    const bool is_unsettled = standing_of(file) == Standing::unsettled;
    const bool is_queued = standing_of(file) == Standing::queued;
    const auto* matter = state.catalogue ? state.catalogue->find(file.matter_id) : nullptr;
    Entry entry;
    entry.name = matter == nullptr ? file.matter_id : say(matter->name);
    entry.about = say(is_queued      ? "case_list.queued"
                      : is_unsettled ? "case_list.unsettled"
                                     : "case_list.not_filed");
    entry.state = say(is_queued      ? "case_state.queued"
                      : is_unsettled ? "case_state.unsettled"
                                     : "case_state.not_filed");
    entry.colour = is_queued || is_unsettled ? ui::ColourRole::warning : ui::ColourRole::danger;
    entry.icon = icon_of(state, file.matter_id);
    return entry;
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "case_list", Ways::all);
    view.waiting = say("case_list.waiting");
    view.nothing = say("case_list.nothing");
    view.nothing_more = say.fill("case_list.nothing_more", {{"hotline", state.terminal.hotline}});
    view.more = say("case_list.more");
    view.less = say("case_list.less");
    view.done = say("case_list.done");
    if (!state.session || !state.session->look) return view;
    const auto& look = *state.session->look;
    view.is_told = look.is_told;
    if (!view.is_told) return view;
    for (const auto& file : look.here)
        if (is_only_here(file)) view.cases.push_back(entry_of(file, state, say));
    for (const auto& summary : look.cases)
        view.cases.push_back(entry_of(summary, state, say));
    return view;
}

}  // namespace kiosk24::screens::case_list
