// Take your paper and your card.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/receipt_line.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::take_paper {

struct View {
    Chrome chrome;
    std::string heading, card_words, paper_words, receipt_words, taken, missing;
    ReceiptLine receipt;
    std::string case_number, code_words;  // instead of a receipt
    int left_ms = 0, total_ms = 1;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::take_paper
