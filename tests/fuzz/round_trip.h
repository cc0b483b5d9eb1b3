// What every decoder owes: whatever it accepts can be written again, and reading that gives the same bytes.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace kiosk24::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

[[noreturn]] inline void broken(const char* promise) {
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

template <typename Decode, typename Encode>
void round_trip(std::string_view bytes, Decode decode, Encode encode) {
    const auto first = decode(bytes);
    if (!first) {
        const auto code = first.error().code();
        if (code != Code::bad_input && code != Code::too_large) broken("a refusal is bad_input or too_large");
        if (first.error().detail().empty()) broken("a refusal says where");
        return;
    }
    const auto written = encode(*first);
    if (!written) broken("what was read can be written");
    const auto second = decode(std::string_view(*written));
    if (!second) broken("what was written can be read");
    const auto again = encode(*second);
    if (!again || *again != *written) broken("writing is stable");
}

}  // namespace kiosk24::fuzz
