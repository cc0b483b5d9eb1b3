// Scroll areas and dialogs.
#include <algorithm>
#include <cmath>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/frame_parts.h"
#include "kiosk/ui/stage.h"

namespace kiosk24::ui {

ScrollArea Frame::scroll_area(std::string_view id, Rect area, std::string_view more_words,
                              std::string_view back_words) {
    return ScrollArea(stage_, std::string(id), area, std::string(more_words), std::string(back_words));
}

ScrollArea::ScrollArea(Stage& stage, std::string id, Rect area, std::string more_words,
                       std::string back_words)
    : stage_(stage),
      id_(std::move(id)),
      more_words_(std::move(more_words)),
      back_words_(std::move(back_words)),
      area_(area) {
    ScrollState& state = stage_.interaction().scroll(id_);
    state.was_drawn = true;
    content_ = area_.moved(0, -std::round(state.offset));
    stage_.add_node(id_, Role::scroll_area, {}, area_, Privacy::open);
    // Shadows of cards at the sides reach beyond the area.
    stage_.push_clip(area_.inset(-24, 0));
}

namespace {

enum class Way { back, on };

// A round target at the edge where more content waits.
bool draw_page_key(Stage& stage, const std::string& id, Rect area, std::string_view words, Way way) {
    const Theme& theme = stage.theme();
    const float side = theme.minimum_target();
    const Rect place{area.right() - side - 8, way == Way::on ? area.bottom() - side - 8 : area.y + 8, side,
                     side};
    Widget widget(stage, id, Role::button, place, words, Widget::Reacts::yes);
    widget.focus_radius(side / 2);
    const bool is_pressed = widget.touch().pressed;
    stage.painter().shadow(place, side / 2, 8, theme.colour(ColourRole::shadow).with_alpha(0.25F));
    stage.painter().circle(place.centre(), side / 2,
                           theme.colour(is_pressed ? ColourRole::accent_pressed : ColourRole::accent));
    stage.painter().icon(way == Way::on ? Icon::arrow_down : Icon::arrow_up, place.centre(), side * 0.55F,
                         theme.colour(ColourRole::on_accent));
    return widget.touch().tapped;
}

void draw_scroll_bar(Stage& stage, Rect area, const ScrollState& state) {
    const float whole = area.h + state.most;
    const float length = std::max(48.0F, area.h * area.h / whole);
    const float y = area.y + (area.h - length) * (state.most > 0 ? state.offset / state.most : 0);
    stage.painter().fill({area.right() + 12, y, 8, length},
                         stage.theme().colour(ColourRole::text_soft).with_alpha(0.35F), 4);
}

}  // namespace

ScrollArea::~ScrollArea() {
    stage_.pop_clip();
    ScrollState& state = stage_.interaction().scroll(id_);
    const float most = std::max(0.0F, std::ceil(used_ - area_.h));
    if (state.most != most || state.offset > most) {
        state.most = most;
        if (state.offset > most) {
            state.offset = most;
            stage_.request_animation(0);  // the content must be drawn where it now is
        }
    }
    if (most <= 0) return;
    const Colour paper = stage_.theme().colour(ColourRole::background), clear = paper.with_alpha(0);
    constexpr float kFade = 48;
    const Rect wide = area_.inset(-24, 0);
    if (state.offset < most)
        stage_.painter().fill_gradient(wide.bottom_strip(kFade), {paper.with_alpha(0), paper}, 0,
                                       GradientRun::down);
    if (state.offset > 0)
        stage_.painter().fill_gradient(wide.top(kFade), {paper, clear}, 0, GradientRun::down);
    draw_scroll_bar(stage_, area_, state);
    const float page = area_.h * 0.8F;
    const float from = state.goal.value_or(state.offset);
    if (!more_words_.empty() && state.offset < most - 1 &&
        draw_page_key(stage_, id_ + ".more", area_, more_words_, Way::on)) {
        state.goal = std::min(most, from + page);
        stage_.request_animation(0);
    }
    if (!back_words_.empty() && state.offset > 1 &&
        draw_page_key(stage_, id_ + ".back", area_, back_words_, Way::back)) {
        state.goal = std::max(0.0F, from - page);
        stage_.request_animation(0);
    }
}

Dialog Frame::dialog(std::string_view id, Size size, std::string_view words) {
    const Rect area = screen().centred(
        {std::min(size.w, this->size().w - 2 * kMargin), std::min(size.h, this->size().h - 2 * kMargin)});
    stage_.push_layer();
    fill(screen(), colour(ColourRole::dim).with_alpha(0.55F));
    stage_.add_node(id, Role::dialog, words, area, Privacy::open);
    stage_.painter().shadow(area, 32, 20, colour(ColourRole::dim).with_alpha(0.35F));
    fill(area, colour(ColourRole::surface), 32);
    return Dialog(stage_, std::string(id), area);
}

Dialog::Dialog(Stage& stage, std::string, Rect area)
    : stage_(stage), area_(area), content_(area.inset(kMargin)) {}

Dialog::~Dialog() {
    stage_.pop_layer();
}

}  // namespace kiosk24::ui
