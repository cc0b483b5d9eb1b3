// What each widget shows, as plain values with defaults, to be written with designated initialisers:
//     if (frame.button("home.login", area, {.words = "刷脸登录", .icon = Icon::face})) ...
// Words are UTF-8; a view must live until the call returns. Everything a citizen reads comes from the words
// tables.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/icons.h"
#include "kiosk/ui/theme.h"

namespace kiosk24::ui {

// Whether a widget's words are about a person: marked in the probe, masked for helpers.
enum class Privacy { open, personal };
enum class Availability { enabled, disabled, busy };  // busy: shows a spinner and does not react
enum class Align { left, centre, right };
enum class AlignVertical { top, middle, bottom };
// What happens to words longer than their rectangle: smaller steps down to 70 %, then cut with "…"; or cut at
// once.
enum class Fit { shrink, cut };

struct TextStyle {
    FontRole font = FontRole::body;
    ColourRole colour = ColourRole::text;
    Align align = Align::left;
    AlignVertical vertical = AlignVertical::top;
    int max_lines = 0;  // 0: as many as the rectangle holds
    Fit fit = Fit::shrink;
    Privacy privacy = Privacy::open;
};

enum class ButtonKind {
    primary,    // the one thing to do: accent
    secondary,  // white with an accent border
    quiet,      // no border: "back", "not now"
    danger,     // ends or deletes something
    on_header,  // translucent, on the header's gradient
};
struct Button {
    std::string_view words = {};
    ButtonKind kind = ButtonKind::primary;
    Icon icon = Icon::none;
    Availability availability = Availability::enabled;
    FontRole font = FontRole::body_bold;
};

// A card that reacts as a whole: icon in a gradient square above (portrait) or beside title and subtitle.
enum class TileShape { upright, beside };
struct Tile {
    std::string_view title = {};
    std::string_view subtitle = {};
    Icon icon = Icon::none;
    Tint tint = Tint::blue;
    TileShape shape = TileShape::upright;
    std::string_view note = {};  // a small pill in the corner: "暂停", "2 分钟"
    ColourRole note_colour = ColourRole::accent;
    Availability availability = Availability::enabled;
    enum class Mark { none, chosen } mark = Mark::none;
};

// A line of a list: icon or number, title, subtitle, something at the end, a chevron if it leads on.
struct Row {
    std::string_view title = {};
    std::string_view subtitle = {};
    Icon icon = Icon::none;
    std::optional<Tint> tint = std::nullopt;  // gradient square behind the icon; without: a pale circle
    std::string_view ordinal = {};            // instead of an icon: "1"
    std::string_view trailing = {};
    ColourRole trailing_colour = ColourRole::text_soft;
    enum class Leads { nowhere, on } leads = Leads::on;  // nowhere: not a target
    enum class Mark { none, empty_box, ticked_box, empty_circle, chosen_circle } mark = Mark::none;
    Availability availability = Availability::enabled;
    Privacy privacy = Privacy::open;
};

struct Chip {
    std::string_view words = {};
    Icon icon = Icon::none;
    enum class State { off, on } state = State::off;
    Availability availability = Availability::enabled;
};

// One value of a form: label, value, where it came from, what is wrong with it. A tap asks to edit it.
struct Field {
    std::string_view label = {};
    std::string_view value = {};
    std::string_view placeholder = {};  // shown softly while there is no value
    std::string_view source = {};       // badge: "身份证读取", "您填写"
    ColourRole source_colour = ColourRole::accent;
    std::string_view error = {};                                       // under the value, in danger colour
    enum class Editing { fixed, allowed } editing = Editing::allowed;  // fixed: shown, not a target
    Privacy privacy = Privacy::personal;
};

// The value being typed. The text and the caret live in State; the screen draws what it is given.
struct TextField {
    std::string_view label = {};
    std::string_view text = {};
    std::string_view composition = {};  // underlined at the caret: pinyin typed, no character chosen yet
    std::size_t caret = std::string_view::npos;  // in code points from the start; npos: at the end
    std::string_view placeholder = {};
    std::string_view error = {};
    Icon icon = Icon::none;
    enum class Caret { hidden, shown } show_caret = Caret::shown;
    Privacy privacy = Privacy::personal;
    FontRole font = FontRole::body;  // of what is typed
};

enum class KeyboardLayout {
    letters,  // digits above QWERTY, for pinyin, plates and addresses in Latin
    digits,   // 3 x 4, large
    identity  // 3 x 4 with X: an ID number
};
struct Keyboard {
    KeyboardLayout layout = KeyboardLayout::letters;
    std::string_view done_words = {};   // the big key at the end: "搜索", "完成"; empty: no such key
    std::string_view clear_words = {};  // a key that empties the field; empty: no such key
    std::string_view space_words = {};  // on the space bar; empty: no space bar
};
struct KeyStroke {
    enum class Kind { text, backspace, clear, done } kind = Kind::text;
    std::string text = {};  // UTF-8, with kind text
};

struct Stepper {
    std::vector<std::string_view> steps = {};
    int current = 0;  // from 0; steps.size(): all done
};

enum class BannerKind { info, success, warning, danger };
struct Banner {
    std::string_view words = {};
    std::string_view more = {};  // a second, softer line
    BannerKind kind = BannerKind::info;
    Icon icon = Icon::none;  // none: the kind's own
    Privacy privacy = Privacy::open;
};

struct HeaderBar {
    std::string_view title = {};
    std::string_view subtitle = {};
    std::string_view clock = {};       // "14:32"
    std::string_view date = {};        // "5月20日 星期一"
    std::string_view back_words = {};  // with words: a round "back" target before the title, id "header.back"
    Icon emblem = Icon::none;          // before the title
    float height = 0;  // 0: kHeaderPortrait / kHeaderLandscape; more: room for a card that laps over
};
struct HeaderResult {
    bool back_tapped = false;
    Rect actions;  // free room left of the clock, for on_header buttons
};

struct BarItem {
    std::string_view id = {};
    std::string_view words = {};
    Icon icon = Icon::none;
    ButtonKind kind = ButtonKind::secondary;
    Availability availability = Availability::enabled;
};
struct BottomBar {
    std::vector<BarItem> items = {};
    std::string_view line = {};  // hotline and terminal number, small, under (beside) the items
};

enum class CardKind { raised, flat, outlined };
struct Card {
    CardKind kind = CardKind::raised;
    ColourRole colour = ColourRole::surface;
    float radius = kRadius;
};

// A target of the screen's own drawing.
struct Touch {
    bool tapped = false;
    bool pressed = false;  // a finger lies on it now
    bool focused = false;
};
struct Target {
    std::string_view words = {};  // what a voice calls it
    Availability availability = Availability::enabled;
    Privacy privacy = Privacy::open;
};

// Ready pictures of what a person does with hands, gently moving; as large as fits, best in a square.
enum class Illustration { card_on_reader, paper_from_slot, face_before_camera, phone_before_scanner };

// How a line or an outline is drawn.
struct Pen {
    Colour colour;
    float width = 4;
};
enum class GradientRun { across, down, diagonal };

}  // namespace kiosk24::ui
