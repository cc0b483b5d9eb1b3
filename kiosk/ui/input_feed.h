// SDL events into events of the interaction. Inside of the room, main thread.
#pragma once

#include <cstdint>
#include <optional>

#include "kiosk/ui/interaction.h"
#include "kiosk/ui/window.h"

union SDL_Event;

namespace kiosk24::ui {

class InputFeed {
  public:
    enum class Meaning {
        nothing,
        input,
        exposed,  // the window's content was lost
        quit
    };
    InputFeed(Keys keys, float scale, Size size) : keys_(keys), scale_(scale), size_(size) {}
    Meaning take(const SDL_Event& event, Interaction& interaction, std::int64_t now_ms);

  private:
    struct Finger {
        std::int64_t id;
        std::int64_t heard_ms;
    };
    Meaning take_key(const SDL_Event& event, Interaction& interaction) const;
    Meaning take_finger(const SDL_Event& event, Interaction& interaction, std::int64_t now_ms);

    Keys keys_;
    float scale_;
    Size size_;
    std::optional<Finger> finger_;  // the one that counts; further fingers do nothing
};

}  // namespace kiosk24::ui
