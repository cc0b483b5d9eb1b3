// Pieces that several widgets share. Inside of the room.
#pragma once

#include "kiosk/ui/stage.h"
#include "kiosk/ui/widgets.h"

namespace kiosk24::ui {

void draw_card(Stage& stage, Rect area, const Card& card, bool is_pressed);
enum class Edge { none, shown };
void draw_button_face(Stage& stage, Widget& widget, Rect area, const Button& button, Edge edge);
Rect draw_badge(Stage& stage, Widget& widget, Point at, std::string_view words, ColourRole role);
void draw_spinner(Stage& stage, Point centre, float radius, Pen pen);

}  // namespace kiosk24::ui
