#include <algorithm>

#include "kiosk/text/date_words.h"
#include "screens/case_story/case_story.h"
#include "screens/shared/case_words.h"

namespace kiosk24::screens::case_story {

namespace {

std::string date_or_nothing(Date date, Language language) {
    return date == Date{} ? std::string() : text::date_words(date, language);
}

Stop decision_of(const CaseSummary& summary, const Say& say) {
    const auto decided = date_or_nothing(summary.decided, say.language());
    if (summary.verdict == Verdict::approved) return {say("case_story.approved"), decided, Reached::done};
    if (summary.verdict == Verdict::refused) return {say("case_story.refused"), decided, Reached::refused};
    const auto deadline = date_or_nothing(summary.deadline, say.language());
    return {say("case_story.decision"),
            deadline.empty() ? "" : say.fill("case_story.until", {{"date", deadline}}), Reached::later};
}

std::vector<Stop> stops_of(const CaseSummary& summary, const State& state, const Say& say) {
    const bool is_decided = summary.verdict == Verdict::approved || summary.verdict == Verdict::refused;
    const auto department = department_of(summary, state, say);
    const auto who = department.empty() ? std::string()
                                        : say.fill(summary.verdict == Verdict::human ? "case_story.by_person"
                                                                                     : "case_story.by",
                                                   {{"department", department}});
    std::vector<Stop> stops{
        {say("case_story.filed"), date_or_nothing(summary.filed, say.language()), Reached::done},
        {say("case_story.looked_at"), who, is_decided ? Reached::done : Reached::now},
        decision_of(summary, say)};
    if (!summary.document_id.empty())
        stops.push_back({say("case_story.paper"), say("case_story.paper_here"), Reached::now});
    else if (!summary.pick_up_code.empty())
        stops.push_back({say("case_story.paper"),
                         say.fill("case_story.pick_up", {{"code", summary.pick_up_code}}), Reached::later});
    return stops;
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "case_story", Ways::all);
    view.number_label = say("outcome.case_number");
    view.print = say("case_story.print");
    view.done = say("case_story.done");
    view.more = say("case_story.more");
    view.less = say("case_story.less");
    if (!state.session || !state.session->look) return view;
    const auto& look = *state.session->look;
    const auto chosen = std::find_if(look.cases.begin(), look.cases.end(),
                                     [&](const CaseSummary& one) { return one.case_number == look.chosen; });
    if (chosen == look.cases.end()) return view;
    view.matter = matter_of(*chosen, state, say);
    view.number = chosen->case_number;
    const auto told = state_of_case(chosen->verdict, say);
    view.state = told.words;
    view.colour = told.colour;
    view.stops = stops_of(*chosen, state, say);
    view.reason = say(chosen->reason);
    view.reason_kind = chosen->verdict == Verdict::refused ? ui::BannerKind::warning : ui::BannerKind::info;
    if (view.reason.empty() && !look.by_card) view.reason = say("case_story.by_number");
    if (!look.by_card || chosen->document_id.empty()) return view;
    const auto* printer = state.device(DeviceClass::document_printer);
    view.may_print = printer != nullptr && is_usable(printer->condition);
    if (!view.may_print)
        view.blocked = say.fill("case_story.blocked", {{"nearest", say(state.terminal.nearest)}});
    return view;
}

}  // namespace kiosk24::screens::case_story
