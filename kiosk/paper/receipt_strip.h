// What stands on a receipt, line by line: the facts in the words of the person's language. Pure; runs on the
// main thread.
#pragma once

#include "kiosk/model/receipt.h"
#include "kiosk/model/texts.h"

namespace kiosk24::paper {

// Words under [receipt], [outcome] and [kept]. A private-use character of an old card, which no font can show
// as it is meant, becomes "*" like what is masked; control characters become spaces. The code says the case
// number, as the case query reads it.
PaperStrip receipt_strip(const Receipt& receipt, const Texts& texts);

}  // namespace kiosk24::paper
