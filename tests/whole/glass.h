// An X display without a monitor (Xvfb, a free number), a finger on it (XTest) and an eye (XGetImage): for
// the shipped program, which has no probe port.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/whole/process.h"

namespace kiosk24::whole_test {

struct GlassArea {
    int x = 0, y = 0, width = 0, height = 0;  // px
};

class Glass {
  public:
    Glass(int width_px, int height_px, const std::filesystem::path& directory);
    ~Glass();
    Glass(const Glass&) = delete;
    Glass& operator=(const Glass&) = delete;

    bool is_open() const { return display_ != nullptr; }
    const std::string& name() const { return name_; }  // for DISPLAY
    // A finger at the area's centre: down, then up.
    void touch(const GlassArea& area);
    // A finger that comes down at one place and is lifted at another, in `steps` moves.
    void drag(int from_x, int from_y, int to_x, int to_y, int steps);
    // A keyboard, plugged into the display's machine. The first and last number of its keys.
    std::pair<int, int> keys() const;
    int key(
        const std::string& name) const;  // X's name of what it does: "Tab", "Control_L", "F4"; 0: no such key
    void stroke(int key, const std::vector<int>& held = {});
    // What a window manager's close button asks of each window; how many windows there are.
    int ask_to_close();
    std::vector<GlassArea> windows() const;  // that are shown
    std::vector<std::uint32_t> picture(const GlassArea& area);
    // Share of the pixels that differ clearly, 0 to 1.
    static double difference(const std::vector<std::uint32_t>& one, const std::vector<std::uint32_t>& other);

  private:
    std::unique_ptr<Process> server_;
    std::string name_;
    void* display_ = nullptr;
};

}  // namespace kiosk24::whole_test
