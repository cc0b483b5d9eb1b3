#include "screens/take_paper/take_paper.h"

#include <algorithm>

namespace kiosk24::screens::take_paper {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "take_paper", Ways::help_only);
    add_steps(view.chrome, state, texts, 4);
    view.receipt = receipt_line_of(state, say);
    view.heading = say(view.receipt.is_out ? "take_paper.heading_receipt" : "take_paper.heading");
    view.receipt_words = say("receipt.take");
    view.code_words = say("outcome.code_words");
    if (const auto* file = state.case_file()) view.case_number = file->case_number;
    view.card_words = say("take_paper.card");
    // Who showed a code, or printed what is open to all, has no card lying here.
    if (state.session && (state.session->method == IdentifyMethod::e_id || !state.session->card)) {
        view.card_words.clear();
        view.heading =
            say(view.receipt.is_out ? "take_paper.heading_papers_only" : "take_paper.heading_paper_only");
    }
    view.paper_words = say("take_paper.paper");
    if (state.session && state.session->guides) {
        view.heading = say("take_paper.heading_guide");
        view.paper_words = say("take_paper.paper_guide");
    }
    view.taken = say("take_paper.taken");
    view.missing = say("take_paper.missing");
    if (!state.session) return view;
    view.total_ms = static_cast<int>(state.terminal.timers.take_paper.count());
    const auto passed = state.last.now - state.session->situation_since;
    view.left_ms = std::max(0, view.total_ms - static_cast<int>(passed.count()));
    return view;
}

}  // namespace kiosk24::screens::take_paper
