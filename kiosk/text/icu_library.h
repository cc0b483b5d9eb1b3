// ICU's transliterator. It is loaded when the first catalogue is prepared, not when the program starts: its
// tables are the largest of all libraries, and nothing before the first picture needs them.
#pragma once

#include <unicode/uscript.h>
#include <unicode/utrans.h>

namespace kiosk24::text {

// What this room calls of it, each under ICU's own name without "utrans_" and "uscript_".
struct Icu {
    decltype(&utrans_openU) openU = nullptr;
    decltype(&utrans_close) close = nullptr;
    decltype(&utrans_transUChars) transUChars = nullptr;
    decltype(&uscript_getScript) getScript = nullptr;
};

// Loads it at the first call, which waits for the disk: not for the main thread. Null: it is not there, or
// another version than this program was built with.
const Icu* icu();

}  // namespace kiosk24::text
