// The window, its input and its frames. One per process, main thread only; wake() alone may be called from
// any thread.
//
//     while (!quit) {
//         const Wake wake = window.wait(1000ms);
//         ... take the inbox, advance the state ...
//         window.frame([&](Frame& frame) { return draw(view, frame) ? Changed::state : Changed::nothing; });
//     }
//
// frame() feeds one button event at a time to the drawing, builds again while the drawing says that the state
// changed, and then rasterises and presents only the 64 px tiles that differ from what is on the glass. After
// an event three frames are due, then wait() sleeps until input, wake(), a requested animation, or the time
// given.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/grey_picture.h"
#include "kiosk/base/result.h"
#include "kiosk/ui/frame.h"
#include "kiosk/ui/probe.h"
#include "kiosk/ui/theme.h"

namespace kiosk24::ui {

// Which keys of a plugged-in keyboard reach the screens. navigation: the tactile pad (Tab, arrows, Enter).
enum class Keys { none, navigation, all };
enum class Surface { screen, headless };  // headless: SDL's dummy driver, pictures in memory only

struct FontFiles {
    std::string regular = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
    std::string bold = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc";
    int face_index = 2;  // Simplified Chinese in Noto's collections
    // Opened only when a character is missing above, in this order.
    std::vector<std::string> fallbacks = {"/usr/share/fonts/truetype/hanazono/HanaMinA.ttf",
                                          "/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"};
    std::string icons = "/usr/share/fonts/truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf";
};

struct WindowOptions {
    std::string title = "Kiosk24";
    int width_px = 1080,
        height_px = 1920;  // of the panel, taller than wide is portrait; 0: as large as the display
    Surface surface = Surface::screen;
    // none: at 0,0, no pointer; framed: an ordinary window for people who develop,
    // made smaller where the display is.
    enum class Border { none, framed } border = Border::none;
    Keys keys = Keys::none;
    FontFiles fonts = {};
    PreviewSlot preview = {};  // what Frame::camera_preview() shows; whoever puts a picture in calls wake()
    // Milliseconds for animations; tests give their own. Empty: the monotonic clock.
    std::function<Moment()> clock = {};
};

enum class Wake { input, message, animation, timeout, quit };
enum class Changed { nothing, state };
enum class Mask { nothing, personal };  // personal: what is about a person is covered

struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;  // 3 bytes a pixel, rows without gaps
};

class Window {
  public:
    using Draw = std::function<Changed(ui::Frame&)>;

    // unsupported: no display, or no usable surface. not_found: a font file is missing (the text names it).
    static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    // Sleeps until something is to be drawn. `quit` when the window was closed or the process asked to end.
    Wake wait(std::chrono::milliseconds longest);
    // Ends a wait() now or the next one; from any thread.
    void wake();
    void frame(const Draw& draw);

    // For the frames after this one; the screen is built again at once.
    void set_text_size(TextSize step);
    TextSize text_size() const;
    const Theme& theme() const;
    // Design px of the whole window.
    Size size() const;

    // What the last frame showed, and what is wrong with it.
    const Tree& tree() const;
    std::vector<Finding> findings() const;
    // Frames that changed at least one pixel, and tiles sent, since the start. A terminal that is used but
    // presents nothing is frozen.
    std::uint64_t frames_presented() const;
    std::uint64_t tiles_presented() const;
    // Milliseconds (window's clock) of the last touch or key.
    std::int64_t last_input_ms() const;

    // The robot's finger and keyboard, through the same feed as the real ones; acted on by the next frame().
    // tap_widget: not_found if the last frame had no such id, bad_argument if it was disabled or beneath a
    // dialog. A widget that is scrolled away is scrolled into view first (the tap then follows a frame
    // later).
    void press(Point at);
    void move(Point at);
    void release(Point at);
    void tap(Point at);
    Status tap_widget(std::string_view id);
    void type(std::string_view text);
    void type(KeyStroke::Kind kind);

    // What is on the glass.
    Picture picture(Mask mask = Mask::nothing) const;
    Status write_png(const std::string& path, Mask mask = Mask::nothing) const;

    // Goodbye: wipes every glyph, vertex, typed key, scroll position, code and the surface itself, so that
    // nothing of the last person can be read from this process. The next frame draws everything anew (some
    // milliseconds).
    void forget();
    // How many glyphs the cache holds; 0 after forget().
    std::size_t glyphs() const;

  private:
    class Inside;
    explicit Window(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// PNG file of a picture; out_of_space or broken_storage.
Status write_png(const Picture& picture, const std::string& path);

}  // namespace kiosk24::ui
