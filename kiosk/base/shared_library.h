// A shared library that is loaded when it is first needed instead of when the program starts: what the first
// picture does not need is not read before it. Such a library stays until the process ends.
#pragma once

#include "kiosk/base/result.h"

namespace kiosk24 {

class SharedLibrary {
  public:
    // `name` as the dynamic loader knows it ("libcurl.so.4"). unsupported: it is not there. Reads the disk.
    static Result<SharedLibrary> open(const char* name);

    // False: the library has nothing of that name.
    template <typename Function>
    bool find(const char* name, Function& function) const {
        function = reinterpret_cast<Function>(address_of(name));
        return function != nullptr;
    }

  private:
    explicit SharedLibrary(void* handle) : handle_(handle) {}
    void* address_of(const char* name) const;
    void* handle_;
};

}  // namespace kiosk24
