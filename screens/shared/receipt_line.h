// What a screen says of the receipt: it comes, take it, or there is none and the code on screen stands for
// it.
#pragma once

#include <optional>
#include <string>

#include "kiosk/model/intent.h"
#include "kiosk/ui/frame.h"
#include "screens/shared/say.h"

namespace kiosk24::screens {

struct ReceiptLine {
    std::string words, more;      // without words: nothing to say of a receipt
    std::string again;            // the button's; empty: nothing to try again
    bool is_drawing = false;      // for a moment: whoever left now would leave without it
    bool is_out = false;          // it lies in its slot: take it
    bool needs_code = false;      // there is none: the screen shows the case number and its code
    bool is_told_loudly = false;  // something went wrong
};
ReceiptLine receipt_line_of(const State& state, const Say& say);

float receipt_line_height(const ReceiptLine& line, const ui::Frame& frame, float width);
// id "receipt"; nothing if the line has no words.
void draw_receipt_line(const ReceiptLine& line, ui::Frame& frame, ui::Rect area);
// Tells of the receipt where the screen has no other place for the case number: a line at the bottom; or, if
// there is none, what stands for it (number, code, what happened, the button to try again), at the bottom of
// an upright screen and at the right of a lying one. `area` becomes what remains. True if the button was
// touched. Ids "receipt", "receipt.words", "receipt.number", "receipt.code", "receipt.again".
struct InsteadOfReceipt {
    const ReceiptLine& line;
    const std::string &case_number, &code_words;
};
bool draw_receipt_place(const InsteadOfReceipt& instead, ui::Frame& frame, ui::Rect& area);
// id "receipt.again".
bool draw_receipt_again(const ReceiptLine& line, ui::Frame& frame, ui::Rect area);

}  // namespace kiosk24::screens
