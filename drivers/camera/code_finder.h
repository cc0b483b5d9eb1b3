// The code that is held before a camera, read by ZXing. ZXing is used through this file only. Pure.
#pragma once

#include <optional>

#include "drivers/camera/pipeline.h"
#include "drivers/sdk/code_text.h"

namespace kiosk24::drivers::camera {

// Empty: there is none to be read. bad_input, too_large: there is one that may not be passed on.
Result<std::optional<ScannedCode>> find_code(const Picture& picture);

}  // namespace kiosk24::drivers::camera
