#include "kiosk/ui/interaction.h"

#include <algorithm>
#include <cmath>

#include "kiosk/base/personal.h"

namespace kiosk24::ui {
namespace {

constexpr float kDragBegins_px = 24;  // 6 mm: a trembling finger still taps
constexpr float kNear_px = 8;         // a touch beside a target still means it: half the smallest gap
constexpr float kSlip_px = 24;        // a finger may slide this far off before lifting
// A second touch this soon and this near on something else is the tail of a double tap that hit the old
// screen.
constexpr std::int64_t kEcho_ms = 250;
constexpr float kEcho_px = 60;
constexpr int kMaximumAttempts = 4;

Rect grown(const Rect& area, float by) {
    return area.inset(-by);
}

const Node* target_at(const Tree& shown, Point at, float reach) {
    for (auto node = shown.nodes.rbegin(); node != shown.nodes.rend(); ++node) {
        if (!node->is_target || node->layer != shown.top_layer || node->visible.is_empty()) continue;
        if (grown(node->visible, reach).contains(at)) return &*node;
    }
    return nullptr;
}

const Node* scroll_area_around(const Tree& shown, const Rect& of, int layer) {
    for (auto node = shown.nodes.rbegin(); node != shown.nodes.rend(); ++node)
        if (node->role == Role::scroll_area && node->layer == layer && of.x >= node->rect.x - 1 &&
            of.right() <= node->rect.right() + 1)
            return &*node;
    return nullptr;
}

float distance(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

}  // namespace

bool Interaction::advance(const Tree& shown, std::int64_t now_ms) {
    bool acted = false;
    while (!waiting_.empty()) {
        InputEvent event = std::move(waiting_.front());
        waiting_.pop_front();
        acted = true;
        switch (event.kind) {
            case InputEvent::Kind::press:
                press(event, shown, now_ms);
                return true;
            case InputEvent::Kind::move:
                move(event.at, now_ms);
                break;
            case InputEvent::Kind::release:
                release(event, shown, now_ms);
                return true;
            case InputEvent::Kind::cancel:
                cancel();
                return true;
            case InputEvent::Kind::tap_id:
                if (tap_by_id(std::move(event), shown)) return true;
                break;
            case InputEvent::Kind::focus_next:
                move_focus(shown, 1);
                return true;
            case InputEvent::Kind::focus_previous:
                move_focus(shown, -1);
                return true;
            case InputEvent::Kind::activate:
                tapped_ = focused_;
                return true;
            case InputEvent::Kind::stroke:
                stroke_ = std::move(event.stroke);
                return true;
        }
    }
    return acted;
}

void Interaction::built() {
    tapped_.clear();
    stroke_.reset();
    std::erase_if(scrolls_, [](const auto& entry) { return !entry.second.was_drawn; });
    for (auto& [id, state] : scrolls_)
        state.was_drawn = false;
}

void Interaction::press(const InputEvent& event, const Tree& shown, std::int64_t now_ms) {
    cancel();
    is_down_ = true;
    focused_.clear();
    down_at_ = last_at_ = event.at;
    last_move_ms_ = now_ms;
    const Node* target = target_at(shown, event.at, 0);
    if (target == nullptr) target = target_at(shown, event.at, kNear_px);
    const bool is_echo = target != nullptr && event.by == InputEvent::By::person &&
                         now_ms - last_tap_ms_ < kEcho_ms && distance(event.at, last_tap_at_) < kEcho_px &&
                         target->id != last_tap_id_;
    if (target != nullptr && target->enabled && !is_echo) pressed_ = target->id;
    for (auto node = shown.nodes.rbegin(); node != shown.nodes.rend(); ++node) {
        if (node->role != Role::scroll_area || node->layer != shown.top_layer ||
            !node->visible.contains(event.at))
            continue;
        dragged_area_ = node->id;
        ScrollState& state = scroll(node->id);
        state.velocity = 0;
        state.goal.reset();
        drag_from_ = state.offset;
        break;
    }
}

void Interaction::move(Point at, std::int64_t now_ms) {
    if (!is_down_) return;
    if (!is_dragging_ && !dragged_area_.empty() && std::abs(at.y - down_at_.y) > kDragBegins_px &&
        scroll(dragged_area_).most > 0) {
        is_dragging_ = true;
        pressed_.clear();
        down_at_ = at;  // no jump by the distance that was needed to be sure
    }
    if (is_dragging_) {
        ScrollState& state = scroll(dragged_area_);
        state.offset = std::clamp(drag_from_ + down_at_.y - at.y, 0.0F, state.most);
        const auto passed = static_cast<float>(std::max<std::int64_t>(1, now_ms - last_move_ms_));
        state.velocity = 0.6F * state.velocity + 0.4F * (last_at_.y - at.y) / passed;
    }
    last_at_ = at;
    last_move_ms_ = now_ms;
}

void Interaction::release(const InputEvent& event, const Tree& shown, std::int64_t now_ms) {
    move(event.at, now_ms);
    if (is_dragging_ && now_ms - last_move_ms_ > 100) scroll(dragged_area_).velocity = 0;
    if (const Node* node = shown.find(pressed_); node != nullptr && node->enabled && !is_dragging_ &&
                                                 node->layer == shown.top_layer &&
                                                 grown(node->visible, kSlip_px).contains(event.at)) {
        tapped_ = pressed_;
        last_tap_id_ = pressed_;
        last_tap_at_ = event.at;
        last_tap_ms_ = now_ms;
    }
    is_down_ = is_dragging_ = false;
    pressed_.clear();
    dragged_area_.clear();
}

void Interaction::cancel() {
    is_down_ = is_dragging_ = false;
    pressed_.clear();
    dragged_area_.clear();
}

std::optional<Point> Interaction::reachable_point(const Tree& shown, const Node& node) {
    // The middle first; then a grid, for a card with a button in its middle.
    constexpr int kAcross = 5;
    const auto reaches = [&](Point at) { return target_at(shown, at, 0) == &node; };
    if (reaches(node.visible.centre())) return node.visible.centre();
    for (int y = 1; y <= kAcross; ++y) {
        for (int x = 1; x <= kAcross; ++x) {
            const Point at{node.visible.x + node.visible.w * static_cast<float>(x) / (kAcross + 1),
                           node.visible.y + node.visible.h * static_cast<float>(y) / (kAcross + 1)};
            if (reaches(at)) return at;
        }
    }
    return std::nullopt;
}

// True if the screen must be built before the next event.
bool Interaction::tap_by_id(InputEvent event, const Tree& shown) {
    const Node* node = shown.find(event.id);
    if (node == nullptr || !node->is_target || !node->enabled) return false;
    const bool is_in_view = node->visible.h >= node->rect.h * 0.5F;
    const auto point = reachable_point(shown, *node);
    if ((!is_in_view || !point) && event.attempts < kMaximumAttempts) {
        bring_into_view(shown, *node);
        ++event.attempts;
        waiting_.push_front(std::move(event));
        return true;
    }
    if (!point) return false;
    waiting_.push_front({.kind = InputEvent::Kind::release, .at = *point, .by = InputEvent::By::robot});
    waiting_.push_front({.kind = InputEvent::Kind::press, .at = *point, .by = InputEvent::By::robot});
    return false;
}

void Interaction::bring_into_view(const Tree& shown, const Node& node) {
    const Node* area = scroll_area_around(shown, node.rect, node.layer);
    if (area == nullptr) return;
    ScrollState& state = scroll(area->id);
    state.velocity = 0;
    state.goal.reset();
    state.offset = std::clamp(state.offset + node.rect.centre().y - area->rect.centre().y, 0.0F, state.most);
}

void Interaction::move_focus(const Tree& shown, int direction) {
    std::vector<const Node*> targets;
    for (const Node& node : shown.nodes)
        if (node.is_target && node.enabled && node.layer == shown.top_layer && !node.id.empty())
            targets.push_back(&node);
    if (targets.empty()) return;
    const auto now =
        std::find_if(targets.begin(), targets.end(), [this](const Node* n) { return n->id == focused_; });
    const auto count = static_cast<std::ptrdiff_t>(targets.size());
    std::ptrdiff_t next = direction > 0 ? 0 : count - 1;
    if (now != targets.end()) next = ((now - targets.begin()) + direction + count) % count;
    const Node& node = *targets[static_cast<std::size_t>(next)];
    focused_ = node.id;
    if (node.visible.h < node.rect.h) bring_into_view(shown, node);
}

std::optional<KeyStroke> Interaction::take_stroke() {
    return std::exchange(stroke_, std::nullopt);
}

bool Interaction::animate(std::int64_t now_ms) {
    const auto passed = static_cast<float>(std::clamp<std::int64_t>(now_ms - animated_ms_, 0, 50));
    animated_ms_ = now_ms;
    bool is_moving = false;
    for (auto& [id, state] : scrolls_) {
        if (is_dragging_ && id == dragged_area_) continue;
        if (state.goal) {
            const float rest = *state.goal - state.offset;
            state.offset += rest * std::min(1.0F, passed / 70.0F);
            if (std::abs(rest) < 1) {
                state.offset = std::round(*state.goal);
                state.goal.reset();
            }
        } else if (state.velocity != 0) {
            state.offset += state.velocity * passed;
            state.velocity *= std::exp(-passed / 325.0F);
            const bool is_at_end = state.offset < 0 || state.offset > state.most;
            if (is_at_end || std::abs(state.velocity) < 0.03F) state.velocity = 0;
        }
        state.offset = std::clamp(state.offset, 0.0F, state.most);
        is_moving = is_moving || state.goal || state.velocity != 0;
    }
    return is_moving;
}

void Interaction::forget() {
    for (InputEvent& event : waiting_)
        wipe_value(event.stroke.text);
    if (stroke_) wipe_value(stroke_->text);
    *this = Interaction();
}

}  // namespace kiosk24::ui
