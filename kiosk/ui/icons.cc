#include "kiosk/ui/icons.h"

namespace kiosk24::ui {

std::optional<Icon> icon_named(std::string_view name) {
#define ICON(word, code_point) \
    if (name == #word) return Icon::word;
#include "kiosk/ui/icons.def"
#undef ICON
    return std::nullopt;
}

}  // namespace kiosk24::ui
