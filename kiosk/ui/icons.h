// The icons of the Material Icons font that screens may use, by name. To add one: a line in icons.def.
#pragma once

#include <optional>
#include <string_view>

namespace kiosk24::ui {

enum class Icon : unsigned {
    none = 0,
#define ICON(name, code_point) name = code_point,
#include "kiosk/ui/icons.def"
#undef ICON
};
// The icon of that name as catalogue files write it ("credit_card"); nothing if we have none.
std::optional<Icon> icon_named(std::string_view name);

}  // namespace kiosk24::ui
