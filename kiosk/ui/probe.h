// What the last frame showed, as a tree that programs can read: every widget with its id, role, words and
// rectangle. From it come the tests and the robot (tap by id), the spoken screen, keyboard and tactile focus,
// the masked view for remote help, and the lint below. Main thread only, like the frame it tells of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/geometry.h"
#include "kiosk/ui/theme.h"

namespace kiosk24::ui {

enum class Role {
    text,
    button,
    tile,
    row,
    chip,
    key,
    field,
    text_field,
    icon,
    image,
    code,
    stepper,
    progress,
    spinner,
    countdown,
    banner,
    scroll_area,
    dialog,
    header,
    target
};
std::string_view name_of(Role role);

struct Node {
    std::string id;  // given by the screen; empty for words nobody needs to find
    Role role = Role::text;
    std::string words;       // what a sighted person reads there, and what a voice says
    Rect rect;               // design px, not clipped
    Rect visible;            // the part inside the scroll areas and the screen; empty if scrolled away
    int layer = 0;           // 0 the screen, 1 a dialog over it, ...
    bool is_target = false;  // reacts to a finger
    bool enabled = true;
    bool focused = false;
    bool personal = false;  // its words are about a person: masked for helpers, never logged
    bool cut_off = false;   // the words did not fit even at the smallest size
    float text_px = 0;      // size of the words as drawn; 0 if there are none
    Colour ink, paper;      // the words' colour and what is behind them
};

struct Tree {
    Size size;
    int top_layer = 0;        // only targets of this layer react
    std::vector<Node> nodes;  // in the order drawn

    // The node of that id; nullptr if the last frame had none.
    const Node* find(std::string_view id) const;
    // The first node with exactly these words; nullptr if there is none.
    const Node* find_words(std::string_view words) const;
};

// The tree as text, a line a node, for failed tests and for the probe port. Personal words appear as "***".
std::string described(const Tree& tree);

enum class Fault {
    target_too_small,
    targets_too_close,
    targets_overlap,
    text_cut_off,
    outside_screen,
    duplicate_id,
    low_contrast,
    no_words,  // a target that a voice cannot name
};
std::string_view name_of(Fault fault);

struct Finding {
    Fault fault;
    std::string id;      // of the node, or its words if it has no id and they are not personal
    std::string detail;  // numbers for a person: "72 x 96, at least 80"
};
// Everything that is wrong with this screen; empty is good. Every screen's samples must be clean in every
// text size, orientation and language.
std::vector<Finding> lint(const Tree& tree, const Theme& theme);

}  // namespace kiosk24::ui
