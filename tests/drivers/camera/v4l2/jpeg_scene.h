// The scene before a virtual camera, as the MJPEG frame that a real one would send.
#pragma once

#include <string>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk24::test_support {

// The PNG at `path` as a JPEG of the same size. broken_storage: there is no such picture.
Result<Bytes> jpeg_of_png(const std::string& path);

}  // namespace kiosk24::test_support
