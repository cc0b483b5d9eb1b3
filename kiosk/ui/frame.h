// What draw(view, frame) of a screen is given: widgets and primitives with explicit rectangles in design px.
//
// A frame lives for one call. Drawing order is what lies above what. A target answers true in the one frame
// after its finger was lifted on it; who is under a finger is decided from what the last frame showed
// (topmost first, only the top layer), so a tap whose down and up arrive together counts exactly once. Ids
// are unique on a screen; words may have any Han character of planes 0, 2 and 3: what no font has is drawn as
// a box with its code point. Main thread only.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/probe.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/widgets.h"

namespace kiosk24::ui {

class Stage;       // the inside of the room: painter, input, memory of scroll positions
class ScrollArea;  // below
class Dialog;      // below

struct Areas {
    Rect header, content, footer;
};

class Frame {
  public:
    // --- where and when
    Size size() const;
    Rect screen() const;
    Orientation orientation() const;
    TextSize text_size() const;
    const Theme& theme() const;
    Colour colour(ColourRole role) const;
    std::int64_t now_ms() const;
    // Asks for another frame within that time; without it the terminal sleeps until something happens.
    void request_animation(int within_ms = 16);
    // 0 to 1 over and over, once in `period_ms`; asks for animation.
    float phase(int period_ms);
    // header_bar, bottom_bar and, between them, the content without the margins. A height of 0: no such area;
    // -1: the usual height of this orientation.
    Areas areas(float header_px = -1, float footer_px = -1) const;
    // What stood at `normal` px with normal text: a bit more with large text. For heights of rows and cards.
    float scaled(float normal) const;

    // --- words
    // Draws and returns the height used. Wraps between Han characters and at spaces, never before 。，or
    // after （.
    float text(std::string_view id, Rect area, std::string_view words, TextStyle style = {});
    float text(Rect area, std::string_view words, TextStyle style = {}) {
        return text({}, area, words, style);
    }
    // The size that these words take in that width (0: one line).
    Size measure_text(std::string_view words, FontRole font, float width = 0) const;
    float line_height(FontRole font) const;

    // --- surfaces and targets
    void background();  // fills the screen; call it first
    void card(Rect area, Card card = {});
    // A card that is a target; draw what is on it afterwards.
    Touch tappable_card(std::string_view id, Rect area, const Target& target, Card card = {});
    // A target that draws nothing but its focus ring.
    Touch target(std::string_view id, Rect area, const Target& target, Role role = Role::target);
    bool button(std::string_view id, Rect area, const Button& button);
    bool tile(std::string_view id, Rect area, const Tile& tile);
    bool row(std::string_view id, Rect area, const Row& row);
    bool chip(std::string_view id, Rect area, const Chip& chip);
    // The width that a chip or a button wants for these words.
    float chip_width(std::string_view words, Icon icon = Icon::none) const;
    float button_width(std::string_view words, Icon icon = Icon::none,
                       FontRole font = FontRole::body_bold) const;
    bool field(std::string_view id, Rect area, const Field& field);
    // The height that field() wants in that width, the error's line included.
    float field_height(const Field& field, float width) const;
    bool text_field(std::string_view id, Rect area, const TextField& field);
    // At most one stroke a frame, from the screen's keys or from a keyboard that is plugged in.
    // Key ids: "<id>.q", "<id>.backspace", "<id>.clear", "<id>.space", "<id>.done".
    std::optional<KeyStroke> keyboard(std::string_view id, Rect area, const Keyboard& keyboard);
    float keyboard_height(KeyboardLayout layout) const;

    // --- telling how things stand
    void stepper(std::string_view id, Rect area, const Stepper& stepper);
    void progress(std::string_view id, Rect area, float share, std::string_view words = {});
    void spinner(std::string_view id, Rect area, std::string_view words = {});
    // A ring that empties, the remaining seconds inside.
    void countdown(std::string_view id, Rect area, int remaining_ms, int total_ms,
                   std::string_view words = {});
    void banner(std::string_view id, Rect area, const Banner& banner);
    float banner_height(const Banner& banner, float width) const;
    // A small rounded label, as wide as its words; returns its rectangle.
    Rect badge(std::string_view id, Point at, std::string_view words, ColourRole colour = ColourRole::accent,
               Privacy privacy = Privacy::open);
    // A QR code as large as fits, black on white with its quiet zone. `words` say what it is for; the content
    // is not reported. Nothing is drawn and a warning logged if the content is too long.
    void qr_code(std::string_view id, Rect area, std::string_view content, std::string_view words,
                 Privacy privacy = Privacy::open);
    void icon(Rect area, Icon icon, Colour colour);  // centred, as large as fits
    void icon(Rect area, Icon icon, ColourRole role) { this->icon(area, icon, colour(role)); }
    // An icon in a square with the tile's gradient.
    void tinted_icon(Rect area, Icon icon, Tint tint);
    void divider(Rect area);  // a hairline along its top edge

    // --- bars
    HeaderResult header_bar(const HeaderBar& bar);
    // The id of the tapped item, a view into `bar`; empty if none was.
    std::string_view bottom_bar(const BottomBar& bar);

    // --- containers
    // A view on content that may be longer than `area`; dragged with a finger, and paged with a round target
    // "<id>.more" / "<id>.back" for people who do not know dragging.
    ScrollArea scroll_area(std::string_view id, Rect area, std::string_view more_words = {},
                           std::string_view back_words = {});
    // Dims the screen, blocks what is beneath, and gives the dialog's inside. One at a time, drawn last.
    Dialog dialog(std::string_view id, Size size, std::string_view words);

    // A moving picture of what to do; `words` say it to those who do not see it.
    void illustration(std::string_view id, Rect area, Illustration what, std::string_view words);

    // --- drawing of the screen's own: illustrations with gentle motion. They report nothing; say what a
    // picture means with picture_words().
    void picture_words(std::string_view id, Rect area, std::string_view words);
    // What the camera sees now, as large as fits, in a frame of that colour; an empty frame while it sees
    // nothing. It shows a person.
    void camera_preview(std::string_view id, Rect area, std::string_view words, Colour around);
    void fill(Rect area, Colour colour, float radius = 0);
    void fill_gradient(Rect area, Gradient gradient, float radius = 0,
                       GradientRun run = GradientRun::diagonal);
    void outline(Rect area, Pen pen, float radius = 0);
    void shadow(Rect area, float radius, float elevation, float strength = 1);  // elevation about 2 to 24 px
    void line(Point from, Point to, Pen pen);
    void polyline(std::span<const Point> points, Pen pen);
    void polygon(std::span<const Point> corners, Colour colour);  // convex
    void circle(Point centre, float radius, Colour colour);
    void ring(Point centre, float radius, Pen pen);
    // From and to in turns, 0 at the top, clockwise.
    void arc(Point centre, float radius, float from_turn, float to_turn, Pen pen);
    // Draws only inside `area` until pop_clip().
    void push_clip(Rect area);
    void pop_clip();

    // Key strokes from a keyboard that is plugged in and from the robot; keyboard() takes them itself.
    std::optional<KeyStroke> typed();

    explicit Frame(Stage& stage) : stage_(stage) {}
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

  private:
    Stage& stage_;
};

// Lives while its content is drawn:
//     { auto list = frame.scroll_area("list", area, more, back);
//       float y = list.content().y;  ... draw rows at y ...
//       list.used(y - list.content().y); }
class ScrollArea {
  public:
    ScrollArea(Stage& stage, std::string id, Rect area, std::string more_words, std::string back_words);
    ~ScrollArea();
    ScrollArea(const ScrollArea&) = delete;
    ScrollArea& operator=(const ScrollArea&) = delete;
    // Where the content begins now, already moved by the scroll position; its height is only that of the
    // view.
    Rect content() const { return content_; }
    // How high the content was.
    void used(float height) { used_ = height; }

  private:
    Stage& stage_;
    std::string id_, more_words_, back_words_;
    Rect area_, content_;
    float used_ = 0;
};

class Dialog {
  public:
    Dialog(Stage& stage, std::string id, Rect area);
    ~Dialog();
    Dialog(const Dialog&) = delete;
    Dialog& operator=(const Dialog&) = delete;
    Rect content() const { return content_; }  // inside the padding
    Rect area() const { return area_; }

  private:
    Stage& stage_;
    Rect area_, content_;
};

// 0 to 1, slow at both ends; for positions in illustrations.
float eased(float share);

}  // namespace kiosk24::ui
