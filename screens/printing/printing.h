// The paper comes, page by page; what to do when it does not; and the question only a person can answer.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/receipt_line.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::printing {

struct View {
    Chrome chrome;
    std::string heading, hint, page_words, fault, fault_more, try_again, leave, question, came_out, did_not,
        picture;
    ReceiptLine receipt;
    float share = 0;
    bool is_working = false, asks = false;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::printing
