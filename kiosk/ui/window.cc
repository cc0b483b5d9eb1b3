#include "kiosk/ui/window.h"

#include <SDL.h>

#include <algorithm>
#include <future>

#include "kiosk/ui/window_inside.h"

namespace kiosk24::ui {
namespace {

void set_hints(const WindowOptions& options) {
    // The window's surface in plain memory: SDL's default would send it through OpenGL, in software, at four
    // times the cost.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
    // A touch is a touch and a mouse a mouse: no event comes twice.
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    // Nobody closes a terminal from its glass: a request to close the window, however it came, means nothing.
    // SIGTERM still ends the program.
    if (options.border == WindowOptions::Border::none) SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0");
    if (options.surface == Surface::headless)
        SDL_SetHintWithPriority(SDL_HINT_VIDEODRIVER, "dummy", SDL_HINT_OVERRIDE);
}

// A desk's display is often lower than a terminal's: all of the picture, at its proportions, beside the frame
// of the window.
void fit_on_display(int& width, int& height) {
    constexpr double kFrame_px = 64;
    SDL_Rect usable;
    if (SDL_GetDisplayUsableBounds(0, &usable) != 0 || width <= 0 || height <= 0) return;
    const double shrink = std::min(
        {1.0, usable.w / static_cast<double>(width), (usable.h - kFrame_px) / static_cast<double>(height)});
    width = static_cast<int>(width * shrink);
    height = static_cast<int>(height * shrink);
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    auto opening = std::async([&options] { return FontFaces::open(options.fonts); });
    set_hints(options);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return Error(Code::unsupported, std::string("no display: ") + SDL_GetError());
    int width = options.width_px, height = options.height_px;
    SDL_DisplayMode mode;
    if ((width <= 0 || height <= 0) && SDL_GetDesktopDisplayMode(0, &mode) == 0) {
        width = mode.w;
        height = mode.h;
    }
    const bool is_framed = options.border == WindowOptions::Border::framed;
    if (is_framed) fit_on_display(width, height);
    const int place = is_framed ? static_cast<int>(SDL_WINDOWPOS_CENTERED) : 0;
    // Not SDL_WINDOW_FULLSCREEN: without a window manager it costs 100 ms at the start and looks the same.
    SDL_Window* window = SDL_CreateWindow(options.title.c_str(), place, place, width, height,
                                          is_framed ? 0U : static_cast<unsigned>(SDL_WINDOW_BORDERLESS));
    if (window == nullptr || SDL_GetWindowSurface(window) == nullptr) {
        Error error(Code::unsupported, std::string("no window of ") + std::to_string(width) + " x " +
                                           std::to_string(height) + ": " + SDL_GetError());
        if (window != nullptr) SDL_DestroyWindow(window);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return error;
    }
    auto faces = opening.get();
    if (!faces) {
        SDL_DestroyWindow(window);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return faces.error().with("opening the window's fonts");
    }
    SDL_ShowCursor(is_framed ? SDL_ENABLE : SDL_DISABLE);
    if (options.keys != Keys::all) SDL_StopTextInput();
    return std::unique_ptr<Window>(
        new Window(std::make_unique<Inside>(options, window, std::move(*faces), width, height)));
}

Window::Window(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Window::~Window() = default;

Wake Window::wait(std::chrono::milliseconds longest) {
    return inside_->wait(longest);
}
void Window::wake() {
    inside_->wake();
}
void Window::frame(const Draw& draw) {
    inside_->frame(draw);
}
void Window::set_text_size(TextSize step) {
    inside_->stage.set_theme(step);
}
TextSize Window::text_size() const {
    return inside_->stage.theme().text_size();
}
const Theme& Window::theme() const {
    return inside_->stage.theme();
}
Size Window::size() const {
    return inside_->stage.size();
}
const Tree& Window::tree() const {
    return inside_->stage.shown();
}
std::vector<Finding> Window::findings() const {
    return lint(tree(), theme());
}
std::uint64_t Window::frames_presented() const {
    return inside_->frames_presented;
}
std::uint64_t Window::tiles_presented() const {
    return inside_->tiles_presented;
}
std::int64_t Window::last_input_ms() const {
    return inside_->last_input_ms;
}

void Window::press(Point at) {
    inside_->add_input({.kind = InputEvent::Kind::press, .at = at});
}
void Window::move(Point at) {
    inside_->add_input({.kind = InputEvent::Kind::move, .at = at});
}
void Window::release(Point at) {
    inside_->add_input({.kind = InputEvent::Kind::release, .at = at});
}
void Window::tap(Point at) {
    press(at);
    release(at);
}

Status Window::tap_widget(std::string_view id) {
    const Node* node = tree().find(id);
    if (node == nullptr) return Error(Code::not_found, "no widget " + std::string(id) + " on this screen");
    if (!node->is_target) return Error(Code::bad_argument, std::string(id) + " is not a target");
    if (!node->enabled) return Error(Code::bad_argument, std::string(id) + " is disabled");
    if (node->layer != tree().top_layer)
        return Error(Code::bad_argument, std::string(id) + " is beneath a dialog");
    inside_->add_input({.kind = InputEvent::Kind::tap_id, .id = std::string(id)});
    return {};
}

void Window::type(std::string_view text) {
    for (const std::uint32_t c : code_points_of(text))
        inside_->add_input({.kind = InputEvent::Kind::stroke, .stroke = {KeyStroke::Kind::text, utf8_of(c)}});
}
void Window::type(KeyStroke::Kind kind) {
    inside_->add_input({.kind = InputEvent::Kind::stroke, .stroke = {kind, {}}});
}

Picture Window::picture(Mask mask) const {
    return inside_->picture(mask);
}
Status Window::write_png(const std::string& path, Mask mask) const {
    return ui::write_png(picture(mask), path);
}
void Window::forget() {
    inside_->forget();
}
std::size_t Window::glyphs() const {
    return inside_->stage.glyphs().size();
}

}  // namespace kiosk24::ui
