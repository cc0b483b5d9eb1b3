// The keyboard on the screen, and the one that may be plugged in: both answer as strokes.
#include <array>
#include <string>

#include "kiosk/ui/frame.h"
#include "kiosk/ui/frame_parts.h"
#include "kiosk/ui/stage.h"

namespace kiosk24::ui {
namespace {

constexpr float kKeyGap = 12;

class Keys {
  public:
    Keys(Frame& frame, Stage& stage, std::string_view id) : frame_(frame), stage_(stage), id_(id) {}

    void character(Rect area, std::string_view text) {
        if (draw(area, text, text, Icon::none, Face::plain))
            stroke_ = KeyStroke{KeyStroke::Kind::text, std::string(text)};
    }
    // Characters side by side.
    void line(Rect area, std::string_view characters) {
        const auto places = area.columns(static_cast<int>(characters.size()), kKeyGap);
        for (std::size_t i = 0; i < characters.size(); ++i)
            character(places[i], characters.substr(i, 1));
    }
    void backspace(Rect area) {
        if (draw(area, "backspace", "⌫", Icon::backspace, Face::soft))
            stroke_ = KeyStroke{KeyStroke::Kind::backspace, {}};
    }
    void clear(Rect area, std::string_view words) {
        if (draw(area, "clear", words, Icon::none, Face::soft))
            stroke_ = KeyStroke{KeyStroke::Kind::clear, {}};
    }
    void space(Rect area, std::string_view words) {
        if (draw(area, "space", words, Icon::space_bar, Face::plain))
            stroke_ = KeyStroke{KeyStroke::Kind::text, " "};
    }
    void done(Rect area, std::string_view words) {
        if (draw(area, "done", words, Icon::none, Face::accent))
            stroke_ = KeyStroke{KeyStroke::Kind::done, {}};
    }
    std::optional<KeyStroke> stroke() const { return stroke_; }

  private:
    enum class Face { plain, soft, accent };

    bool draw(Rect area, std::string_view name, std::string_view words, Icon icon, Face face) {
        const std::string id = std::string(id_) + "." + std::string(name);
        Widget widget(stage_, id, Role::key, area, words, Widget::Reacts::yes);
        widget.focus_radius(kRadiusSmall);
        const bool is_pressed = widget.touch().pressed;
        const auto colour = [this](ColourRole role) { return frame_.colour(role); };
        Colour paper = colour(face == Face::accent ? ColourRole::accent : ColourRole::surface);
        if (face == Face::soft) paper = mixed(colour(ColourRole::line), colour(ColourRole::surface), 0.25F);
        if (is_pressed)
            paper = colour(face == Face::accent ? ColourRole::accent_pressed : ColourRole::accent_soft);
        const Colour ink = colour(face == Face::accent ? ColourRole::on_accent : ColourRole::text);
        if (!is_pressed)
            stage_.painter().shadow(area, kRadiusSmall, 3, colour(ColourRole::shadow).with_alpha(0.10F));
        stage_.fill(area, paper, kRadiusSmall);
        const bool is_one_letter = face == Face::plain && icon == Icon::none;
        if (icon == Icon::backspace || (icon == Icon::space_bar && words.empty())) {
            stage_.painter().icon(icon, area.centre(), 44, ink);
        } else {
            widget.write(area.inset(6, 0), words,
                         {.font = is_one_letter ? FontRole::heading : FontRole::body_bold,
                          .align = Align::centre,
                          .vertical = AlignVertical::middle,
                          .max_lines = 1},
                         ink);
        }
        return widget.touch().tapped;
    }

    Frame& frame_;
    Stage& stage_;
    std::string_view id_;
    std::optional<KeyStroke> stroke_;
};

void draw_letters(Keys& keys, Rect area, const Keyboard& keyboard) {
    const bool has_last =
        !keyboard.done_words.empty() || !keyboard.clear_words.empty() || !keyboard.space_words.empty();
    const auto rows = area.rows(has_last ? 5 : 4, kKeyGap);
    keys.line(rows[0], "1234567890");
    keys.line(rows[1], "qwertyuiop");
    const float key = (area.w - 9 * kKeyGap) / 10, indent = (key + kKeyGap) / 2;
    keys.line(rows[2].inset(indent, 0), "asdfghjkl");
    const Rect third = rows[3].without_left(indent);
    keys.line(third.left(7 * key + 6 * kKeyGap), "zxcvbnm");
    keys.backspace(third.without_left(7 * (key + kKeyGap)));
    if (!has_last) return;
    // clear, space and done share the last row 2 : 5 : 3, whoever is there.
    std::vector<float> shares;
    if (!keyboard.clear_words.empty()) shares.push_back(2);
    if (!keyboard.space_words.empty()) shares.push_back(5);
    if (!keyboard.done_words.empty()) shares.push_back(3);
    const auto places = rows[4].columns_by(shares, kKeyGap);
    std::size_t next = 0;
    if (!keyboard.clear_words.empty()) keys.clear(places[next++], keyboard.clear_words);
    if (!keyboard.space_words.empty()) keys.space(places[next++], keyboard.space_words);
    if (!keyboard.done_words.empty()) keys.done(places[next++], keyboard.done_words);
}

// The last row's ends: X or the point, unless the field is emptied there; then backspace.
void draw_digits(Keys& keys, Rect area, const Keyboard& keyboard) {
    const bool has_x = keyboard.layout == KeyboardLayout::identity;
    const bool clears_below = has_x && !keyboard.clear_words.empty();
    const bool has_last = !keyboard.done_words.empty() || clears_below;
    const auto rows = area.rows(has_last ? 5 : 4, kKeyGap);
    keys.line(rows[0], "123");
    keys.line(rows[1], "456");
    keys.line(rows[2], "789");
    const auto fourth = rows[3].columns(3, kKeyGap);
    if (!has_x && !keyboard.clear_words.empty())
        keys.clear(fourth[0], keyboard.clear_words);
    else
        keys.character(fourth[0], has_x ? "X" : ".");
    keys.character(fourth[1], "0");
    keys.backspace(fourth[2]);
    if (!has_last) return;
    const bool has_both = !keyboard.done_words.empty() && clears_below;
    const auto places =
        rows[4].columns_by(has_both ? std::vector<float>{1, 2} : std::vector<float>{1}, kKeyGap);
    if (clears_below) keys.clear(places.front(), keyboard.clear_words);
    if (!keyboard.done_words.empty()) keys.done(places.back(), keyboard.done_words);
}

}  // namespace

float Frame::keyboard_height(KeyboardLayout layout) const {
    const float key = layout == KeyboardLayout::letters ? 92 : 104;
    return 5 * std::max(key, theme().minimum_target()) + 4 * kKeyGap;
}

std::optional<KeyStroke> Frame::keyboard(std::string_view id, Rect area, const Keyboard& keyboard) {
    Keys keys(*this, stage_, id);
    if (keyboard.layout == KeyboardLayout::letters)
        draw_letters(keys, area, keyboard);
    else
        draw_digits(keys, area, keyboard);
    if (keys.stroke()) return keys.stroke();
    return typed();
}

}  // namespace kiosk24::ui
