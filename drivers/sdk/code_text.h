// What a code reader may pass on. A code comes from a stranger's telephone or paper, so its contents are
// hostile: 1 to wire::kLongestCode_bytes of UTF-8 without control characters, or it is not passed on. Pure.
#pragma once

#include <string>
#include <string_view>

#include "drivers/sdk/device.h"

namespace kiosk24::drivers {

// bad_input, too_large; the text names the reason and nothing of the contents.
Result<ScannedCode> scanned_code(std::string_view text, std::string symbology);

}  // namespace kiosk24::drivers
