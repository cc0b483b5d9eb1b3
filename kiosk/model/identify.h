// The ways to say who one is, and what each of them needs of the terminal.
#pragma once

#include "kiosk/model/matter.h"

namespace kiosk24 {

// The device that reads it.
DeviceClass device_class_of(IdentifyMethod method);

}  // namespace kiosk24
