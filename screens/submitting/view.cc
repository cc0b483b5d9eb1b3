#include "screens/submitting/submitting.h"

#include <algorithm>

namespace kiosk24::screens::submitting {

namespace {

bool gives_receipt(const State& state) {
    const auto* matter = state.matter();
    return matter != nullptr &&
           std::any_of(matter->outputs.begin(), matter->outputs.end(),
                       [](const Output& output) { return output.kind == OutputKind::receipt; });
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "submitting", Ways::help_only);
    add_steps(view.chrome, state, texts, 3);
    view.may_leave = state.session && state.session->waits_long;
    const auto* file = state.case_file();
    const bool is_received =
        file != nullptr && file->verdict == Verdict::pending && !file->case_number.empty();
    if (view.may_leave && is_received && gives_receipt(state)) {
        view.receipt = receipt_line_of(state, say);
        view.case_number = file->case_number;
        view.code_words = say("outcome.code_words");
        if (view.receipt.words.empty()) view.print_receipt = say("receipt.print");
    }
    view.heading = say(view.may_leave ? "submitting.long" : "submitting.sent");
    view.hint = say(view.may_leave ? "submitting.long_hint" : "submitting.sent_hint");
    view.leave = say("submitting.leave");
    return view;
}

}  // namespace kiosk24::screens::submitting
