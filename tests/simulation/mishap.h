// The mishaps by name.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "kiosk/model/event.h"
#include "kiosk/model/state.h"

namespace kiosk24::simulation {

using kiosk24::name_of;  // of the model, beside the ones here

enum class Mishap {
#define MISHAP(name) name,
#include "tests/simulation/mishaps.def"
#undef MISHAP
};
inline constexpr std::array kMishapNames = {
#define MISHAP(name) std::string_view(#name),
#include "tests/simulation/mishaps.def"
#undef MISHAP
};
inline std::string_view name_of(Mishap mishap) {
    return kMishapNames[static_cast<std::size_t>(mishap)];
}
inline std::optional<Mishap> mishap_named(std::string_view name) {
    for (std::size_t i = 0; i < kMishapNames.size(); ++i) {
        if (kMishapNames[i] == name) return static_cast<Mishap>(i);
    }
    return std::nullopt;
}

}  // namespace kiosk24::simulation
