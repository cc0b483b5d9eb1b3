// Whatever the camera sees: a code that keeps the contract, one that may not be passed on, or none.
#include <algorithm>

#include "drivers/camera/code_finder.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    if (size < 2) return 0;
    drivers::camera::Picture picture;
    // The first byte says how wide. Each point is drawn four times as large, so that few bytes make a code.
    constexpr int kTimes = 4;
    const int columns = std::max<int>(1, data[0]);
    const int rows = static_cast<int>((size - 1) / static_cast<std::size_t>(columns));
    if (rows == 0 || rows > 200) return 0;
    picture.width = columns * kTimes;
    picture.height = rows * kTimes;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x)
            picture.grey.push_back(data[1 + y / kTimes * columns + x / kTimes]);
    }
    const auto found = drivers::camera::find_code(picture);
    if (!found || !*found) return 0;
    const auto& text = (*found)->text.reveal();
    if (text.empty() || text.size() > wire::kLongestCode_bytes || !is_utf8(text))
        fuzz::broken("a code keeps its limits");
    return 0;
}
