// Who is under the finger. Events are resolved against the tree of the last frame, never against one being
// built: the topmost target of the top layer gets the press, and the lift on it makes one tap, answered in
// the next build. Also drag-scrolling, keyboard focus, strokes of a plugged-in keyboard, and the robot's
// taps. Inside of the room.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kiosk/ui/probe.h"
#include "kiosk/ui/widgets.h"

namespace kiosk24::ui {

struct InputEvent {
    enum class Kind { press, move, release, cancel, tap_id, focus_next, focus_previous, activate, stroke };
    Kind kind = Kind::move;
    Point at = {};
    std::string id = {};    // of tap_id
    KeyStroke stroke = {};  // of stroke
    enum class By { person, robot } by = By::person;
    int attempts = 0;  // of tap_id: how often it had to scroll first
};

struct ScrollState {
    float offset = 0;
    float most = 0;                            // the largest offset that makes sense
    float velocity = 0;                        // px per ms after a flick
    std::optional<float> goal = std::nullopt;  // where a page key leads
    bool was_drawn = false;
};

class Interaction {
  public:
    void add(InputEvent event) { waiting_.push_back(std::move(event)); }
    bool has_waiting() const { return !waiting_.empty(); }

    // Acts on waiting events up to and including one after which the screen must be built; true if there was
    // any.
    bool advance(const Tree& shown, std::int64_t now_ms);
    // After a build: what was answered is over; scroll areas that were not drawn are forgotten.
    void built();

    bool was_tapped(std::string_view id) const { return !id.empty() && tapped_ == id; }
    bool is_pressed(std::string_view id) const { return !id.empty() && pressed_ == id; }
    bool is_focused(std::string_view id) const { return !id.empty() && focused_ == id; }
    std::optional<KeyStroke> take_stroke();

    ScrollState& scroll(std::string_view id) { return scrolls_[std::string(id)]; }
    // Moves what glides; true while something does.
    bool animate(std::int64_t now_ms);

    // Is there a point of this node that a finger could reach; nothing if it is covered or scrolled away.
    static std::optional<Point> reachable_point(const Tree& shown, const Node& node);
    void forget();

  private:
    void press(const InputEvent& event, const Tree& shown, std::int64_t now_ms);
    void move(Point at, std::int64_t now_ms);
    void release(const InputEvent& event, const Tree& shown, std::int64_t now_ms);
    void cancel();
    bool tap_by_id(InputEvent event, const Tree& shown);
    void move_focus(const Tree& shown, int direction);
    void bring_into_view(const Tree& shown, const Node& node);

    std::deque<InputEvent> waiting_;
    std::string pressed_, tapped_, focused_;
    std::optional<KeyStroke> stroke_;
    bool is_down_ = false, is_dragging_ = false;
    Point down_at_, last_at_;
    std::string dragged_area_;
    float drag_from_ = 0;
    std::int64_t last_move_ms_ = 0, last_tap_ms_ = -100000, animated_ms_ = 0;
    Point last_tap_at_;
    std::string last_tap_id_;
    std::unordered_map<std::string, ScrollState> scrolls_;
};

}  // namespace kiosk24::ui
