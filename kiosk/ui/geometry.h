// Points, sizes and rectangles in design pixels, and the few ways a screen divides its area.
//
// The design canvas is 1080 px wide in portrait (1080 x 1920) and 1080 px high in landscape (1920 x 1080) on
// a panel of 21.5 inches, 102.5 pixels an inch: 4 design px = 1 mm. A window of another size is scaled, so a
// screen never asks for the panel's resolution. x grows to the right, y down. All values; no thread rules.
#pragma once

#include <vector>

namespace kiosk24::ui {

struct Point {
    float x = 0, y = 0;
    bool operator==(const Point&) const = default;
};
struct Size {
    float w = 0, h = 0;
    bool operator==(const Size&) const = default;
};

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;

    float right() const { return x + w; }
    float bottom() const { return y + h; }
    Point centre() const { return {x + w / 2, y + h / 2}; }
    bool is_empty() const { return w <= 0 || h <= 0; }
    bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    bool contains(const Rect& other) const {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }
    bool operator==(const Rect&) const = default;

    // The same rectangle moved, or with its edges moved inwards.
    Rect moved(float dx, float dy) const { return {x + dx, y + dy, w, h}; }
    Rect inset(float all) const { return inset(all, all); }
    Rect inset(float horizontal, float vertical) const {
        return {x + horizontal, y + vertical, w - 2 * horizontal, h - 2 * vertical};
    }
    // A strip along one edge ...
    Rect left(float width) const { return {x, y, width, h}; }
    Rect top(float height) const { return {x, y, w, height}; }
    Rect right_strip(float width) const { return {right() - width, y, width, h}; }
    Rect bottom_strip(float height) const { return {x, bottom() - height, w, height}; }
    // ... and what remains without that strip.
    Rect without_left(float width) const { return {x + width, y, w - width, h}; }
    Rect without_right(float width) const { return {x, y, w - width, h}; }
    Rect without_top(float height) const { return {x, y + height, w, h - height}; }
    Rect without_bottom(float height) const { return {x, y, w, h - height}; }
    // A rectangle of that size in the middle of this one.
    Rect centred(Size inner) const {
        return {x + (w - inner.w) / 2, y + (h - inner.h) / 2, inner.w, inner.h};
    }
    // The part that both cover; empty (w and h 0) if there is none.
    Rect shared_with(const Rect& other) const;

    // `count` equal parts with `gap` between them; whole pixels.
    std::vector<Rect> columns(int count, float gap) const;
    std::vector<Rect> rows(int count, float gap) const;
    // Row by row: `across` columns, rows of `height` each.
    std::vector<Rect> grid(int count, int across, float height, float gap) const;
    // Columns (rows) whose sizes are as `shares` to each other: columns_by({2, 1}, 24) is two thirds and one
    // third.
    std::vector<Rect> columns_by(const std::vector<float>& shares, float gap) const;
    std::vector<Rect> rows_by(const std::vector<float>& shares, float gap) const;
};

// Walks down a rectangle: take(h) is the next strip of that height, gap(h) leaves some out, rest() is what
// remains.
class Column {
  public:
    explicit Column(Rect area) : area_(area) {}
    Rect take(float height) {
        const Rect strip = area_.top(height);
        area_ = area_.without_top(height);
        return strip;
    }
    void gap(float height) { area_ = area_.without_top(height); }
    Rect rest() const { return area_; }
    float y() const { return area_.y; }

  private:
    Rect area_;
};

}  // namespace kiosk24::ui
