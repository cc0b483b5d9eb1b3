// What a Window owns. Inside of the room, main thread.
#pragma once

#include <SDL.h>

#include <atomic>
#include <future>

#include "kiosk/ui/input_feed.h"
#include "kiosk/ui/raster.h"
#include "kiosk/ui/stage.h"
#include "kiosk/ui/window.h"

namespace kiosk24::ui {

class Window::Inside {
  public:
    Inside(WindowOptions options, SDL_Window* window, std::unique_ptr<FontFaces> faces, int width_px,
           int height_px);
    ~Inside();
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    Wake wait(std::chrono::milliseconds longest);
    void wake();
    void frame(const Draw& draw);
    void forget();
    Picture picture(Mask mask) const;
    std::int64_t now_ms() const;
    void add_input(InputEvent event);

    Stage stage;
    std::uint64_t frames_presented = 0, tiles_presented = 0;
    std::int64_t last_input_ms = 0;

  private:
    Wake sleep(std::chrono::milliseconds longest);
    void take(const SDL_Event& event);
    void take_waiting_events();
    Changed build(const Draw& draw);
    void settle(const Draw& draw);
    void present();
    SDL_Surface* surface();

    const WindowOptions options_;
    SDL_Window* window_;
    const int width_, height_;
    InputFeed feed_;
    Damage damage_;
    SDL_Surface* own_ = nullptr;  // drawn on if the window's surface has another pixel format
    const ImDrawData* drawing_ = nullptr;
    int generation_ = 0;  // of the glyphs on the glass
    int frames_due_ = 3;
    std::optional<std::int64_t> animation_at_ms_;
    std::uint32_t wake_event_;
    std::atomic<bool> is_wake_waiting_ = false;
    std::future<void> pages_;  // the surface's memory, being asked for
    bool was_woken_ = false, had_input_ = false, is_quit_ = false;
};

}  // namespace kiosk24::ui
