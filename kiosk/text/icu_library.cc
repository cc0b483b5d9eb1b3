#include "kiosk/text/icu_library.h"

#include <optional>

#include "kiosk/base/shared_library.h"

// ICU's names carry its version: utrans_openU is utrans_openU_72.
#define KIOSK24_TEXT_OF(name) #name
#define KIOSK24_SYMBOL(name) KIOSK24_TEXT_OF(name)

namespace kiosk24::text {
namespace {

std::optional<Icu> load() {
    const auto library = SharedLibrary::open("libicui18n.so." U_ICU_VERSION_SHORT);
    if (!library) return std::nullopt;
    Icu icu;
    const bool is_whole = library->find(KIOSK24_SYMBOL(utrans_openU), icu.openU) &&
                          library->find(KIOSK24_SYMBOL(utrans_close), icu.close) &&
                          library->find(KIOSK24_SYMBOL(utrans_transUChars), icu.transUChars) &&
                          library->find(KIOSK24_SYMBOL(uscript_getScript), icu.getScript);
    if (!is_whole) return std::nullopt;
    return icu;
}

}  // namespace

const Icu* icu() {
    static const std::optional<Icu> loaded = load();
    return loaded ? &*loaded : nullptr;
}

}  // namespace kiosk24::text
