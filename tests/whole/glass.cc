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

std::vector<::Window> shown_windows(Display* display) {
    ::Window root = 0, parent = 0, *children = nullptr;
    unsigned count = 0;
    std::vector<::Window> shown;
    if (::XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count) == 0)
        return shown;
    for (unsigned i = 0; i < count; ++i) {
        XWindowAttributes attributes{};
        ::XGetWindowAttributes(display, children[i], &attributes);
        if (attributes.map_state == IsViewable) shown.push_back(children[i]);
    }
    if (children != nullptr) ::XFree(children);
    return shown;
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

void Glass::drag(int from_x, int from_y, int to_x, int to_y, int steps) {
    auto* display = display_of(display_);
    ::XTestFakeMotionEvent(display, 0, from_x, from_y, CurrentTime);
    ::XTestFakeButtonEvent(display, 1, True, CurrentTime);
    for (int step = 1; step <= steps; ++step)
        ::XTestFakeMotionEvent(display, 0, from_x + (to_x - from_x) * step / steps,
                               from_y + (to_y - from_y) * step / steps, CurrentTime);
    ::XTestFakeButtonEvent(display, 1, False, CurrentTime);
    ::XSync(display, False);
}

std::pair<int, int> Glass::keys() const {
    std::pair<int, int> range;
    ::XDisplayKeycodes(display_of(display_), &range.first, &range.second);
    return range;
}

int Glass::key(const std::string& name) const {
    return ::XKeysymToKeycode(display_of(display_), ::XStringToKeysym(name.c_str()));
}

void Glass::stroke(int key, const std::vector<int>& held) {
    auto* display = display_of(display_);
    const auto send = [display](int code, Bool is_down) {
        ::XTestFakeKeyEvent(display, static_cast<unsigned>(code), is_down, CurrentTime);
    };
    for (const int modifier : held)
        send(modifier, True);
    send(key, True);
    send(key, False);
    for (auto modifier = held.rbegin(); modifier != held.rend(); ++modifier)
        send(*modifier, False);
    ::XSync(display, False);
}

int Glass::ask_to_close() {
    auto* display = display_of(display_);
    int count = 0;
    for (const auto window : shown_windows(display)) {
        XEvent event{};
        event.xclient.type = ClientMessage;
        event.xclient.window = window;
        event.xclient.message_type = ::XInternAtom(display, "WM_PROTOCOLS", False);
        event.xclient.format = 32;
        event.xclient.data.l[0] = static_cast<long>(::XInternAtom(display, "WM_DELETE_WINDOW", False));
        ::XSendEvent(display, window, False, NoEventMask, &event);
        ++count;
    }
    ::XSync(display, False);
    return count;
}

std::vector<GlassArea> Glass::windows() const {
    std::vector<GlassArea> areas;
    for (const auto window : shown_windows(display_of(display_))) {
        XWindowAttributes attributes{};
        ::XGetWindowAttributes(display_of(display_), window, &attributes);
        areas.push_back({attributes.x, attributes.y, attributes.width, attributes.height});
    }
    return areas;
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
