#include "kiosk/ui/input_feed.h"

#include <SDL.h>

namespace kiosk24::ui {
namespace {

using Kind = InputEvent::Kind;

InputEvent stroke(KeyStroke::Kind kind, std::string text = {}) {
    return {.kind = Kind::stroke, .stroke = {kind, std::move(text)}};
}

// A finger that neither moves nor lifts for so long was lost (a panel that is unplugged never says that it
// was lifted) or is something lying on the glass: the next one counts.
constexpr std::int64_t kFingerIsLost_ms = 5'000;

}  // namespace

InputFeed::Meaning InputFeed::take_finger(const SDL_Event& event, Interaction& interaction,
                                          std::int64_t now_ms) {
    const SDL_TouchFingerEvent& finger = event.tfinger;
    const Point at{finger.x * size_.w, finger.y * size_.h};
    const bool is_ours = finger_ && finger_->id == finger.fingerId;
    if (is_ours) finger_->heard_ms = now_ms;
    switch (event.type) {
        case SDL_FINGERDOWN:
            if (finger_ && now_ms - finger_->heard_ms < kFingerIsLost_ms) return Meaning::nothing;
            finger_ = {finger.fingerId, now_ms};
            interaction.add({.kind = Kind::press, .at = at});
            return Meaning::input;
        case SDL_FINGERMOTION:
            if (!is_ours) return Meaning::nothing;
            interaction.add({.kind = Kind::move, .at = at});
            return Meaning::input;
        default:
            if (!is_ours) return Meaning::nothing;
            finger_.reset();
            interaction.add({.kind = Kind::release, .at = at});
            return Meaning::input;
    }
}

InputFeed::Meaning InputFeed::take_key(const SDL_Event& event, Interaction& interaction) const {
    if (keys_ == Keys::none) return Meaning::nothing;
    const bool has_shift = (event.key.keysym.mod & KMOD_SHIFT) != 0;
    switch (event.key.keysym.sym) {
        case SDLK_TAB:
            interaction.add({.kind = has_shift ? Kind::focus_previous : Kind::focus_next});
            break;
        case SDLK_DOWN:
        case SDLK_RIGHT:
            interaction.add({.kind = Kind::focus_next});
            break;
        case SDLK_UP:
        case SDLK_LEFT:
            interaction.add({.kind = Kind::focus_previous});
            break;
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
            interaction.add({.kind = Kind::activate});
            break;
        case SDLK_BACKSPACE:
            if (keys_ != Keys::all) return Meaning::nothing;
            interaction.add(stroke(KeyStroke::Kind::backspace));
            break;
        default:
            return Meaning::nothing;  // no key of a plugged-in keyboard leaves the screen
    }
    return Meaning::input;
}

InputFeed::Meaning InputFeed::take(const SDL_Event& event, Interaction& interaction, std::int64_t now_ms) {
    const auto at = [this](int x, int y) {
        return Point{static_cast<float>(x) / scale_, static_cast<float>(y) / scale_};
    };
    switch (event.type) {
        case SDL_QUIT:
            return Meaning::quit;
        case SDL_MOUSEMOTION:
            if ((event.motion.state & SDL_BUTTON_LMASK) == 0) return Meaning::nothing;
            interaction.add({.kind = Kind::move, .at = at(event.motion.x, event.motion.y)});
            return Meaning::input;
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEBUTTONUP:
            if (event.button.button != SDL_BUTTON_LEFT) return Meaning::nothing;
            interaction.add({.kind = event.type == SDL_MOUSEBUTTONDOWN ? Kind::press : Kind::release,
                             .at = at(event.button.x, event.button.y)});
            return Meaning::input;
        case SDL_FINGERDOWN:
        case SDL_FINGERMOTION:
        case SDL_FINGERUP:
            return take_finger(event, interaction, now_ms);
        case SDL_KEYDOWN:
            return take_key(event, interaction);
        case SDL_TEXTINPUT:
            if (keys_ != Keys::all) return Meaning::nothing;
            interaction.add(stroke(KeyStroke::Kind::text, static_cast<const char*>(event.text.text)));
            return Meaning::input;
        case SDL_WINDOWEVENT:
            if (event.window.event == SDL_WINDOWEVENT_EXPOSED ||
                event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED)
                return Meaning::exposed;
            return Meaning::nothing;
        default:
            return Meaning::nothing;
    }
}

}  // namespace kiosk24::ui
