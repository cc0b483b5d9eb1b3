// Pages that show every widget in every state, for people to look at and for tests to draw.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/ui/frame.h"

namespace kiosk24::ui::gallery {

struct Page {
    std::string name;
    std::function<void(Frame&)> draw;
};
std::vector<Page> pages();

void draw_home(Frame& frame);
void draw_home_landscape(Frame& frame);
void draw_widgets(Frame& frame);
void draw_form(Frame& frame);
void draw_waiting(Frame& frame);
void draw_illustrations(Frame& frame);
void draw_search(Frame& frame);
void draw_digits(Frame& frame);
void draw_long_list(Frame& frame);
void draw_dialog(Frame& frame);
void draw_result(Frame& frame);
void draw_characters(Frame& frame);
void draw_icons(Frame& frame);

}  // namespace kiosk24::ui::gallery
