#include "screens/outcome/outcome.h"

#include "kiosk/text/case_number.h"
#include "kiosk/text/date_words.h"

namespace kiosk24::screens::outcome {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    const auto* file = state.case_file();
    const bool prints = state.session && state.session->printing.has_value();
    view.chrome = chrome_of(state, texts, "outcome", prints ? Ways::help_only : Ways::no_back);
    add_steps(view.chrome, state, texts, 3);
    if (file == nullptr) return view;
    view.verdict = file->verdict;
    if (standing_of(*file) == Standing::queued) {
        view.heading = say("kept.heading");
        view.words = say("kept.words");
        view.chrome.notice.clear();  // said here, and better
        view.facts.push_back({"kept_number", say("kept.number"), text::kept_number(file->id)});
    } else if (file->reason_code == kNotTaken) {
        view.heading = say("not_taken.heading");
        view.words = say.fill("not_taken.words", {{"hotline", state.terminal.hotline}});
    } else {
        const std::string key = "outcome." + std::string(name_of(file->verdict));
        view.heading = say(key + ".heading");
        view.words = say.fill(key + ".words", {{"hotline", state.terminal.hotline}});
    }
    view.reason = say(file->reason);
    view.case_number_label = say("outcome.case_number");
    view.case_number = file->case_number;
    if (!file->deadline.empty())
        view.facts.push_back({"deadline", say("outcome.deadline"),
                              text::date_words(text::date_from_iso(file->deadline), say.language())});
    if (!file->pick_up_code.empty()) {
        view.facts.push_back({"pick_up_code", say("outcome.pick_up_code"), file->pick_up_code});
        view.code = file->case_number + " " + file->pick_up_code;
        view.code_words = say("outcome.code_words");
    }
    view.receipt = receipt_line_of(state, say);
    if (view.receipt.needs_code && view.code.empty() && !prints) {
        view.code = file->case_number;
        view.code_words = say("outcome.code_words");
    }
    if (!prints) view.done = say("outcome.done");
    return view;
}

}  // namespace kiosk24::screens::outcome
