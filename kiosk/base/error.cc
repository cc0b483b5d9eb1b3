#include "kiosk/base/error.h"

namespace kiosk24 {

std::string_view name_of(Code code) {
    switch (code) {
#define CODE(name, mender) \
    case Code::name:       \
        return #name;
#include "kiosk/base/codes.def"
#undef CODE
    }
    return "unknown_reply";
}

Code code_named(std::string_view name) {
#define CODE(code, mender) \
    if (name == #code) return Code::code;
#include "kiosk/base/codes.def"
#undef CODE
    return Code::unknown_reply;
}

Mender mender_of(Code code) {
    switch (code) {
#define CODE(name, mender) \
    case Code::name:       \
        return Mender::mender;
#include "kiosk/base/codes.def"
#undef CODE
    }
    return Mender::builders;
}

Error Error::with(std::string_view doing) const {
    std::string detail(doing);
    if (!detail_.empty()) detail += ": " + detail_;
    return Error(code_, std::move(detail));
}

std::string Error::text() const {
    std::string text(name_of(code_));
    if (!detail_.empty()) text += ": " + detail_;
    return text;
}

}  // namespace kiosk24
