// The holder of a virtual card as the platform takes it, for a code on the holder's telephone.
#pragma once

#include <string>

#include "drivers/virtual/sam/card.h"
#include "kiosk/model/identity.h"

namespace kiosk24::virtual_devices {

// bad_input names the member that no platform would take.
Result<IdentityCard> holder_of(const VirtualCard& card);

}  // namespace kiosk24::virtual_devices
