// A picture of 8-bit grey, rows of width_px bytes from the top. It may show a person: shared read-only and
// wiped when the last owner lets go.
#pragma once

#include <memory>

#include "kiosk/base/bytes.h"
#include "kiosk/base/newest.h"
#include "kiosk/base/personal.h"

namespace kiosk24 {

struct GreyPicture {
    int width_px = 0, height_px = 0;
    std::shared_ptr<const Personal<Bytes>> grey;  // null: no picture
};

// What the device thread puts and the window reads; nobody decides on it.
using PreviewSlot = std::shared_ptr<Newest<GreyPicture>>;

}  // namespace kiosk24
