// Faces of nobody: drawn with enough light and shade that a detector of faces takes them for one.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace kiosk24::virtual_devices {

// Three people who do not exist; each is drawn with other proportions.
enum class Look { a, b, c };

struct Placed {
    Look look = Look::a;
    double x = 320, y = 230, radius = 110;  // of the head, in pixels of the scene
};
struct Scene {
    std::vector<Placed> people;
    double light = 1;       // 1 as in a room, 0 black, above 1 a lamp in the lens
    std::string code = {};  // on a telephone that is held before it, a little askew; empty: there is none
};
inline constexpr int kScene_width_px = 640, kScene_height_px = 480;

// As a PNG at `path`, there as a whole or not at all. broken_storage; bad_argument: no code can hold that.
Status write_scene(const Scene& scene, const std::string& path);

}  // namespace kiosk24::virtual_devices
