#include "tests/whole/glass.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace kiosk24::whole_test {
namespace {

Display* display_of(void* display) {
    return static_cast<Display*>(display);
}

bool differs(std::uint32_t one, std::uint32_t other) {
    constexpr int kClearly = 24;
    for (int shift = 0; shift < 24; shift += 8) {
        const int by = static_cast<int>(one >> shift & 255) - static_cast<int>(other >> shift & 255);
        if (std::abs(by) > kClearly) return true;
    }
    return false;
}

}  // namespace

Glass::Glass(int width_px, int height_px, const std::filesystem::path& directory) {
    const auto number_file = (directory / "display").string();
    const auto screen = std::to_string(width_px) + "x" + std::to_string(height_px) + "x24";
    // The shell hands the descriptor over on which the server says which number it took.
    server_ = std::make_unique<Process>(
        std::vector<std::string>{
            "/bin/sh", "-c",
            "exec /usr/bin/Xvfb -screen 0 " + screen + " -nolisten tcp -displayfd 3 3>" + number_file},
        directory / "xvfb.log");
    std::string number;
    eventually([&] { return (number = bytes_of(number_file)).ends_with('\n') || !server_->is_alive(); });
    while (!number.empty() && number.back() == '\n')
        number.pop_back();
    name_ = ":" + number;
    if (!number.empty()) display_ = ::XOpenDisplay(name_.c_str());
}

Glass::~Glass() {
    if (display_ != nullptr) ::XCloseDisplay(display_of(display_));
    if (server_) server_->end();
}

void Glass::touch(const GlassArea& area) {
    auto* display = display_of(display_);
    ::XTestFakeMotionEvent(display, 0, area.x + area.width / 2, area.y + area.height / 2, CurrentTime);
    ::XTestFakeButtonEvent(display, 1, True, CurrentTime);
    ::XTestFakeButtonEvent(display, 1, False, CurrentTime);
    ::XSync(display, False);
}

std::vector<std::uint32_t> Glass::picture(const GlassArea& area) {
    auto* display = display_of(display_);
    XImage* image =
        ::XGetImage(display, DefaultRootWindow(display), area.x, area.y, static_cast<unsigned>(area.width),
                    static_cast<unsigned>(area.height), AllPlanes, ZPixmap);
    std::vector<std::uint32_t> pixels;
    if (image == nullptr) return pixels;
    for (int y = 0; y < area.height; ++y) {
        for (int x = 0; x < area.width; ++x)
            pixels.push_back(static_cast<std::uint32_t>(XGetPixel(image, x, y)));
    }
    XDestroyImage(image);
    return pixels;
}

double Glass::difference(const std::vector<std::uint32_t>& one, const std::vector<std::uint32_t>& other) {
    if (one.empty() || one.size() != other.size()) return 1;
    std::size_t count = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        count += differs(one[i], other[i]) ? 1 : 0;
    return static_cast<double>(count) / static_cast<double>(one.size());
}

}  // namespace kiosk24::whole_test
