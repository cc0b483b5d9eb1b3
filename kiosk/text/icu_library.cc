#include "kiosk/text/icu_library.h"

#include <dlfcn.h>

#include <optional>

// ICU's names carry its version: utrans_openU is utrans_openU_72.
#define KIOSK24_TEXT_OF(name) #name
#define KIOSK24_SYMBOL(name) KIOSK24_TEXT_OF(name)

namespace kiosk24::text {
namespace {

template <typename Function>
bool find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    return function != nullptr;
}

// It stays until the process ends: there is nothing to close.
std::optional<Icu> load() {
    void* library = ::dlopen("libicui18n.so." U_ICU_VERSION_SHORT, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) return std::nullopt;
    Icu icu;
    const bool is_whole = find(library, KIOSK24_SYMBOL(utrans_openU), icu.openU) &&
                          find(library, KIOSK24_SYMBOL(utrans_close), icu.close) &&
                          find(library, KIOSK24_SYMBOL(utrans_transUChars), icu.transUChars) &&
                          find(library, KIOSK24_SYMBOL(uscript_getScript), icu.getScript);
    if (!is_whole) return std::nullopt;
    return icu;
}

}  // namespace

const Icu* icu() {
    static const std::optional<Icu> loaded = load();
    return loaded ? &*loaded : nullptr;
}

}  // namespace kiosk24::text
