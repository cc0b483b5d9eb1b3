// Named rules: what the catalogue's own language cannot say, as pure functions of the form. A rule is a row
// in rules.cc and a test; a catalogue that names a rule which is not here is refused.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/model/application.h"

namespace kiosk24::flow::rules {

struct NamedRule {
    std::string_view name;
    bool (*holds)(const std::vector<FormValue>& form);
};
// nullptr if there is none of that name.
const NamedRule* find(std::string_view name);

}  // namespace kiosk24::flow::rules
