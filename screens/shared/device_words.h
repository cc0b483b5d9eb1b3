// A device in the maintainer's words.
#pragma once

#include <string>

#include "kiosk/ui/icons.h"
#include "screens/shared/say.h"

namespace kiosk24::screens {

ui::Icon icon_of(DeviceClass device_class);
// Its state and, where it has them, paper, toner and what lies in it: "Online, paper full".
std::string standing_words(const DeviceView& device, const Say& say);
std::string state_words(const Condition& condition, const Say& say);
std::string supply_words(SupplyState supply, const Say& say);

}  // namespace kiosk24::screens
