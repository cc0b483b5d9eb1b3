// pixel-probe: measures a program's pictures from outside, the same way for every program. It knows only an X
// display and the file in which Xvfb keeps its pixels; it touches through XTest. One line of JSON per run.
//
//   pixel-probe start --frame-buffer FILE -- PROGRAM ARGUMENTS   start -> first pixel, -> 99 % of the last
//   picture.
//                     Lets the program run until its own standard input ends, then ends it (SIGTERM,
//                     SIGKILL).
//   pixel-probe touch --frame-buffer FILE --there X,Y [--back X,Y] [--rounds N]
//                     presses at `there`, then at `back`: press -> pixel at the finger, release -> first
//                     pixel, release -> 99 % of the next page. Without --back only once, there.
//   Both: --settle-ms MS  how long nothing may change before a picture is the last one (1500 start, 400
//   touch)
#include <X11/Xlib.h>
#include <X11/extensions/XTest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "tests/bench/frame_buffer.h"

namespace kiosk24::bench {
namespace {

constexpr int kPageStep_px = 12;     // grid over the whole screen
constexpr int kFingerStep_px = 2;    // grid around the finger
constexpr int kFingerReach_px = 50;  // half a side of the watched square
constexpr double kComplete = 0.99;

struct Orders {
    std::string verb, frame_buffer;
    std::optional<std::pair<int, int>> there, back;
    int rounds = 1;
    double settle_ms = 0, timeout_ms = 60'000, hold_ms = 120;
    std::vector<char*> program;  // ends with nullptr
};

double now_ms() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

void pause_ms(double length) {
    timespec time{static_cast<time_t>(length / 1e3), 0};
    time.tv_nsec = static_cast<long>((length - static_cast<double>(time.tv_sec) * 1e3) * 1e6);
    nanosleep(&time, nullptr);
}

// What a page did after `begin`: its times in ms, negative when it never came.
struct Course {
    double first = -1, complete = -1;
};

// Follows the whole screen until nothing has changed for `settle_ms`.
Course follow(const FrameBuffer& screen, const Sample& before, double begin, const Orders& orders,
              double look_ms) {
    struct Change {
        double at;
        Sample picture;
    };
    std::vector<Change> changes;
    Sample now, last = before;
    double changed_at = begin;
    for (double time = begin; time - begin < orders.timeout_ms; time = now_ms()) {
        screen.sample(screen.whole(), kPageStep_px, now);
        if (now != last) {
            last = now;
            changed_at = time;
            changes.push_back({time - begin, now});
        }
        if (!changes.empty() && time - changed_at > orders.settle_ms) break;
        pause_ms(look_ms);
    }
    Course course;
    if (changes.empty()) return course;
    course.first = changes.front().at;
    const auto complete = std::find_if(changes.begin(), changes.end(), [&](const Change& change) {
        return progress(before, change.picture, last) >= kComplete;
    });
    course.complete = complete->at;  // the last one at the latest
    return course;
}

class Finger {
  public:
    Finger() : display_(XOpenDisplay(nullptr)) {
        if (display_ != nullptr) return;
        std::fprintf(stderr, "pixel-probe: no X display\n");
        std::exit(2);
    }
    ~Finger() { XCloseDisplay(display_); }
    Finger(const Finger&) = delete;
    Finger& operator=(const Finger&) = delete;

    void move(int x, int y) {
        XTestFakeMotionEvent(display_, -1, x, y, CurrentTime);
        XSync(display_, False);
    }
    void press() { button(True); }
    void release() { button(False); }

  private:
    void button(int is_down) {
        XTestFakeButtonEvent(display_, 1, is_down, CurrentTime);
        XFlush(display_);
    }
    Display* display_;
};

struct Touches {
    std::vector<double> press, release, page;  // ms
    int asked = 0;
};

double until_change(const FrameBuffer& screen, const Box& box, const Sample& before, double begin) {
    constexpr double kPatience_ms = 3000;
    Sample now;
    for (double time = begin; time - begin < kPatience_ms; time = now_ms()) {
        screen.sample(box, kFingerStep_px, now);
        if (now != before) return time - begin;
        pause_ms(0.02);
    }
    return -1;
}

void touch_once(const FrameBuffer& screen, Finger& finger, std::pair<int, int> at, const Orders& orders,
                Touches& found) {
    const auto [x, y] = at;
    const Box around{x - kFingerReach_px, y - kFingerReach_px, x + kFingerReach_px, y + kFingerReach_px};
    finger.move(x, y);
    pause_ms(orders.settle_ms);
    Sample before;
    screen.sample(around, kFingerStep_px, before);
    ++found.asked;
    const double pressed = now_ms();
    finger.press();
    const double press = until_change(screen, around, before, pressed);
    if (press >= 0) found.press.push_back(press);
    pause_ms(orders.hold_ms);
    screen.sample(screen.whole(), kPageStep_px, before);
    const double released = now_ms();
    finger.release();
    Orders brief = orders;
    brief.timeout_ms = 3000;
    const Course course = follow(screen, before, released, brief, 0.05);
    if (course.first < 0) return;
    found.release.push_back(course.first);
    found.page.push_back(course.complete);
}

void print_times(const char* name, std::vector<double>& times, const char* after) {
    std::printf("\"%s\": [", name);
    for (std::size_t i = 0; i < times.size(); ++i)
        std::printf("%s%.2f", i == 0 ? "" : ", ", times[i]);
    std::printf("]%s", after);
}

int touch(const Orders& orders) {
    const FrameBuffer screen(orders.frame_buffer);
    Finger finger;
    Touches found;
    for (int round = 0; round < orders.rounds; ++round) {
        touch_once(screen, finger, *orders.there, orders, found);
        if (orders.back) touch_once(screen, finger, *orders.back, orders, found);
    }
    std::printf("{\"asked\": %d, ", found.asked);
    print_times("press_to_pixel_ms", found.press, ", ");
    print_times("release_to_pixel_ms", found.release, ", ");
    print_times("release_to_page_ms", found.page, "}\n");
    return found.page.empty() ? 1 : 0;
}

pid_t launch(const Orders& orders) {
    const pid_t child = fork();
    if (child != 0) return child;
    setpgid(0, 0);
    const int nothing = ::open("/dev/null", O_RDWR);
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    execvp(orders.program.front(), orders.program.data());
    std::perror(orders.program.front());
    _exit(127);
}

void end_program(pid_t program) {
    ::kill(-program, SIGTERM);
    for (int i = 0; i < 100; ++i) {
        if (waitpid(program, nullptr, WNOHANG) == program) return;
        pause_ms(50);
    }
    ::kill(-program, SIGKILL);
    waitpid(program, nullptr, 0);
}

int start(const Orders& orders) {
    const FrameBuffer screen(orders.frame_buffer);
    Sample before;
    screen.sample(screen.whole(), kPageStep_px, before);
    const double begin = now_ms();
    const pid_t program = launch(orders);
    const Course course = follow(screen, before, begin, orders, 0.3);
    std::printf("{\"pid\": %d, \"first_pixel_ms\": %.1f, \"complete_ms\": %.1f}\n", static_cast<int>(program),
                course.first, course.complete);
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    end_program(program);
    return course.first < 0 ? 1 : 0;
}

std::optional<std::pair<int, int>> point(const char* words) {
    int x = 0, y = 0;
    if (std::sscanf(words, "%d,%d", &x, &y) != 2) return std::nullopt;
    return std::pair{x, y};
}

std::optional<Orders> read_orders(int count, char** words) {
    Orders orders;
    if (count < 2) return std::nullopt;
    orders.verb = words[1];
    orders.settle_ms = orders.verb == "start" ? 1500 : 400;
    int i = 2;
    for (; i + 1 < count && std::string(words[i]) != "--"; i += 2) {
        const std::string name = words[i];
        const char* value = words[i + 1];
        if (name == "--frame-buffer")
            orders.frame_buffer = value;
        else if (name == "--there")
            orders.there = point(value);
        else if (name == "--back")
            orders.back = point(value);
        else if (name == "--rounds")
            orders.rounds = std::atoi(value);
        else if (name == "--settle-ms")
            orders.settle_ms = std::atof(value);
        else
            return std::nullopt;
    }
    for (++i; i < count; ++i)
        orders.program.push_back(words[i]);
    const bool is_start = orders.verb == "start" && !orders.program.empty();
    const bool is_touch = orders.verb == "touch" && orders.there;
    orders.program.push_back(nullptr);
    if (orders.frame_buffer.empty() || !(is_start || is_touch)) return std::nullopt;
    return orders;
}

}  // namespace
}  // namespace kiosk24::bench

int main(int count, char** words) {
    using namespace kiosk24::bench;
    const auto orders = read_orders(count, words);
    if (!orders) {
        std::fprintf(stderr, "usage: see the head of tests/bench/pixel_probe.cc\n");
        return 2;
    }
    return orders->verb == "start" ? start(*orders) : touch(*orders);
}
