#include "kiosk/base/shared_library.h"

#include <dlfcn.h>

namespace kiosk24 {

Result<SharedLibrary> SharedLibrary::open(const char* name) {
    void* handle = ::dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) return Error(Code::unsupported, ::dlerror());
    return SharedLibrary(handle);
}

void* SharedLibrary::address_of(const char* name) const {
    return ::dlsym(handle_, name);
}

}  // namespace kiosk24
