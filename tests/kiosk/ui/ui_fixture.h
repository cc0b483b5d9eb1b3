// A headless window with a clock of the test's own, for every test of this room.
#pragma once

#include <SDL.h>
#include <gtest/gtest.h>

#include <memory>

#include "kiosk/ui/window.h"

namespace kiosk24::ui {

class HeadlessWindow : public testing::Test {
  protected:
    void open(int width_px = 1080, int height_px = 1920) {
        WindowOptions options;
        options.surface = Surface::headless;
        options.width_px = width_px;
        options.height_px = height_px;
        options.keys = Keys::all;
        options.clock = [this] { return Moment{Milliseconds(now_ms)}; };
        window.reset();
        auto opened = Window::open(options);
        ASSERT_TRUE(opened) << opened.error().text();
        window = std::move(*opened);
    }
    void SetUp() override { open(); }

    // Draws without caring for what the drawing says.
    template <typename Draw>
    void show(Draw draw) {
        window->frame([&](Frame& frame) {
            draw(frame);
            return Changed::nothing;
        });
    }

    // Events as the system sends them, through SDL's own queue.
    static void send_mouse(int x, int y, bool is_down) {
        SDL_Event event;
        SDL_zero(event);
        event.type = is_down ? SDL_MOUSEBUTTONDOWN : SDL_MOUSEBUTTONUP;
        event.button.button = SDL_BUTTON_LEFT;
        event.button.x = x;
        event.button.y = y;
        SDL_PushEvent(&event);
    }
    static void send_finger(Uint32 type, SDL_FingerID finger, float x, float y) {
        SDL_Event event;
        SDL_zero(event);
        event.type = type;
        event.tfinger.fingerId = finger;
        event.tfinger.x = x;
        event.tfinger.y = y;
        SDL_PushEvent(&event);
    }
    static void send_key(SDL_Keycode key, Uint16 modifiers = KMOD_NONE) {
        SDL_Event event;
        SDL_zero(event);
        event.type = SDL_KEYDOWN;
        event.key.keysym.sym = key;
        event.key.keysym.mod = modifiers;
        SDL_PushEvent(&event);
    }
    // The window's content was lost: everything is drawn anew.
    static void send_exposed() {
        SDL_Event event;
        SDL_zero(event);
        event.type = SDL_WINDOWEVENT;
        event.window.event = SDL_WINDOWEVENT_EXPOSED;
        SDL_PushEvent(&event);
    }

    std::int64_t now_ms = 1000;
    std::unique_ptr<Window> window;
};

}  // namespace kiosk24::ui
