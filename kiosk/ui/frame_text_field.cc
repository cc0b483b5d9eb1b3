// The field in which a person types: the words that State holds, the caret, and what an input method is
// composing.
#include <algorithm>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/stage.h"
#include "kiosk/ui/text_layout.h"

namespace kiosk24::ui {
namespace {

// Draws label and error; what remains between them is the box.
Rect draw_around(Frame& frame, Widget& widget, Rect area, const TextField& field) {
    const TextStyle style{.font = FontRole::caption, .max_lines = 1};
    if (!field.label.empty()) {
        const float label_h = frame.line_height(FontRole::caption) + 8;
        widget.write(area.top(label_h).inset(4, 0), field.label, style, frame.colour(ColourRole::text_soft));
        area = area.without_top(label_h);
    }
    if (!field.error.empty()) {
        const float error_h = frame.line_height(FontRole::caption);
        const Rect line = area.bottom_strip(error_h);
        frame.icon(line.left(32), Icon::error, ColourRole::danger);
        widget.write(line.without_left(40), field.error, style, frame.colour(ColourRole::danger));
        area = area.without_bottom(error_h + 8);
    }
    return area;
}

// The words cut where the caret stands.
struct Halves {
    std::string before, after;
};
Halves halves_of(std::string_view text, std::size_t caret) {
    Halves halves;
    std::size_t index = 0;
    for (const std::uint32_t c : code_points_of(text))
        (index++ < caret ? halves.before : halves.after) += utf8_of(c);
    return halves;
}

void draw_words(Frame& frame, Stage& stage, Rect inside, const TextField& field) {
    const auto [before, after] = halves_of(field.text, field.caret);
    const std::string head = before + std::string(field.composition);
    const auto width_of = [&](std::string_view part) { return stage.measure(part, field.font, 0).w; };
    // The end that is being typed stays in sight: words longer than the field slide to the left.
    const float x = inside.x + std::min(0.0F, inside.w - 8 - width_of(head));
    constexpr float kEndless = 8000;
    const Colour accent = frame.colour(ColourRole::accent);
    stage.push_clip(inside.inset(-4, 0));
    stage.write({x, inside.y, kEndless, inside.h}, head + after,
                {.font = field.font, .vertical = AlignVertical::middle, .max_lines = 1, .fit = Fit::cut});
    const float middle = inside.centre().y, em = frame.theme().font(field.font).px;
    if (!field.composition.empty())
        stage.painter().fill({x + width_of(before), middle + em * 0.6F, width_of(field.composition), 3},
                             accent, 0);
    if (field.show_caret == TextField::Caret::shown) {
        constexpr int kBlink_ms = 500;
        stage.request_animation(kBlink_ms / 2);
        if (stage.now_ms() / kBlink_ms % 2 == 0)
            stage.painter().fill({x + width_of(head) + 1, middle - em * 0.62F, 4, em * 1.24F}, accent, 0);
    }
    stage.pop_clip();
}

}  // namespace

bool Frame::text_field(std::string_view id, Rect area, const TextField& field) {
    const bool is_empty = field.text.empty();
    const std::string words =
        std::string(field.label) + "：" + std::string(is_empty ? field.placeholder : field.text);
    Widget widget(stage_, id, Role::text_field, area, words, Widget::Reacts::yes, Availability::enabled,
                  is_empty ? Privacy::open : field.privacy);
    widget.focus_radius(kRadiusSmall);
    const bool is_wrong = !field.error.empty(), is_active = field.show_caret == TextField::Caret::shown;
    const Rect box = draw_around(*this, widget, area, field);
    const ColourRole edge = is_wrong ? ColourRole::danger : is_active ? ColourRole::accent : ColourRole::line;
    stage_.fill(box, colour(ColourRole::surface), kRadiusSmall);
    outline(box, {colour(edge), is_active || is_wrong ? 4.0F : 2.0F}, kRadiusSmall);
    Rect inside = box.inset(24, 8);
    if (field.icon != Icon::none) {
        icon(inside.left(44), field.icon, colour(ColourRole::text_soft));
        inside = inside.without_left(60);
    }
    if (is_empty && field.composition.empty())
        widget.write(inside.without_left(6), field.placeholder,
                     {.font = FontRole::body, .vertical = AlignVertical::middle, .max_lines = 1},
                     colour(ColourRole::text_soft));
    draw_words(*this, stage_, inside, field);
    return widget.touch().tapped;
}

}  // namespace kiosk24::ui
