// The decision: approved, a person will decide, refused with the rule in words, or still being decided.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/receipt_line.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::outcome {

struct Fact {
    std::string id, label, words;
};
struct View {
    Chrome chrome;
    std::string heading, words, reason, done, code, code_words, case_number_label, case_number;
    std::vector<Fact> facts;
    ReceiptLine receipt;
    Verdict verdict = Verdict::approved;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::outcome
