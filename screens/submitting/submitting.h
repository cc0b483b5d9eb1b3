// Sent; the decision is awaited. Over eight seconds the person may leave and hear the result later.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/receipt_line.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::submitting {

struct View {
    Chrome chrome;
    std::string heading, hint, leave;
    std::string print_receipt;            // the button's; empty: none is offered
    std::string case_number, code_words;  // instead of a receipt
    ReceiptLine receipt;
    bool may_leave = false;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::submitting
