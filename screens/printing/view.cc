#include "screens/printing/printing.h"

#include <algorithm>

namespace kiosk24::screens::printing {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "printing", Ways::help_only);
    add_steps(view.chrome, state, texts, 3);
    view.heading = say("printing.preparing");
    view.hint = say("printing.hint");
    view.try_again = say("printing.try_again");
    // A guide is nobody's: nothing was approved, and no card is needed to print it again.
    const bool is_guide = state.session && state.session->guides.has_value();
    view.leave = say(is_guide ? "printing.leave_guide" : "printing.leave");
    view.picture = say("printing.picture");
    if (!state.session || !state.session->printing) return view;
    const auto& printing = *state.session->printing;
    view.receipt = receipt_line_of(state, say);
    view.is_working = state.session->waiting_for != 0 || printing.page > printing.pages;
    view.asks = printing.asks_whether_it_came_out;
    if (printing.page > 0) {
        const auto page = std::to_string(std::min(printing.page, printing.pages));
        view.heading = say(is_guide ? "printing.heading_guide" : "printing.heading");
        view.page_words =
            say.fill("printing.page", {{"page", page}, {"pages", std::to_string(printing.pages)}});
        // The page that is being printed counts as half: the bar is full only when all of them lie there.
        const float done = printing.page > printing.pages ? static_cast<float>(printing.pages)
                                                          : static_cast<float>(printing.page) - 0.5F;
        view.share = done / static_cast<float>(std::max(1, printing.pages));
        view.question = say.fill("printing.question", {{"page", page}});
    }
    view.came_out = say("printing.came_out");
    view.did_not = say("printing.did_not");
    if (printing.fault != Fault::none) {
        view.fault = say("fault." + std::string(entry_of(printing.fault).code) + ".citizen");
        view.fault_more =
            is_guide ? say(view.is_working ? "printing.fault_waiting_guide" : "printing.fault_stopped_guide")
                     : say(view.is_working ? "printing.fault_waiting" : "printing.fault_stopped");
        view.heading = say("printing.paused");
    }
    return view;
}

}  // namespace kiosk24::screens::printing
