// Where the pictures come from, as the settings say it: a GStreamer pipeline description of a source and what
// decodes it ("v4l2src device=/dev/video0 ! image/jpeg,width=640,height=480,framerate=30/1 ! jpegdec"). Such
// a description is code, so it is held against a list of elements, their properties and what these may be;
// the same path serves a camera, a clip and stills. Pure.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.h"

namespace kiosk24::drivers::camera {

struct Source {
    std::string description;  // as given, every part of it allowed
    std::string path;         // the device or file that it reads
};

// bad_setting names the part that is not allowed.
Result<Source> read_source(std::string_view text);

}  // namespace kiosk24::drivers::camera
