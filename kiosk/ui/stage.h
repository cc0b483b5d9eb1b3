// What a Frame works on: the painter, the tree that is being built, and the memory between frames (who is
// pressed, how far a list is scrolled). Inside of the room, main thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kiosk/base/grey_picture.h"
#include "kiosk/ui/glyph_cache.h"
#include "kiosk/ui/interaction.h"
#include "kiosk/ui/painter.h"
#include "kiosk/ui/probe.h"
#include "kiosk/ui/raster.h"
#include "kiosk/ui/theme.h"
#include "kiosk/ui/widgets.h"

namespace kiosk24::ui {

// What became of words that were drawn.
struct Written {
    float height = 0, width = 0;
    float px = 0;
    bool was_cut = false;
    Colour ink, paper;
};

// A QR code's dark squares, row by row.
struct CodeSquares {
    int side = 0;
    std::vector<bool> dark;
};

class Stage {
  public:
    Stage(std::unique_ptr<FontFaces> faces, int width_px, int height_px);

    // --- frames
    void begin(std::int64_t now_ms);
    const ImDrawData& end();
    const Tree& shown() const { return shown_; }
    std::optional<int> animation_within_ms() const { return animation_within_ms_; }
    void forget();

    // --- for widgets
    Size size() const { return size_; }
    Orientation orientation() const {
        return size_.w > size_.h ? Orientation::landscape : Orientation::portrait;
    }
    std::int64_t now_ms() const { return now_ms_; }
    const Theme& theme() const { return theme_; }
    void set_theme(TextSize step) { theme_ = Theme(step); }
    Painter& painter() { return painter_; }
    GlyphCache& glyphs() { return glyphs_; }
    Interaction& interaction() { return interaction_; }
    void request_animation(int within_ms);
    // Where the camera's pictures come from; without it draw_preview() draws nothing.
    void set_preview(PreviewSlot slot) { preview_slot_ = std::move(slot); }
    // The newest of them, as large as fits; held until the next begin().
    void draw_preview(Rect area);
    AlphaTexture preview_texture() const;

    // A surface that later words may stand on; remembered for the contrast of what is written on it.
    void fill(Rect area, Colour colour, float radius);
    void fill_gradient(Rect area, Gradient gradient, float radius, GradientRun run);
    Colour paper_under(const Rect& area) const;

    Written write(Rect area, std::string_view words, const TextStyle& style, std::optional<Colour> ink = {});
    Size measure(std::string_view words, FontRole font, float width);

    // Adds a node; valid until the next add. Clip and layer are those of now.
    Node& add_node(std::string_view id, Role role, std::string_view words, Rect rect, Privacy privacy);
    Node& node(std::size_t index) { return building_.nodes[index]; }
    std::size_t node_count() const { return building_.nodes.size(); }
    void push_clip(Rect area);
    void pop_clip();
    Rect clip() const { return clips_.back(); }
    void push_layer();
    void pop_layer();

    // Logs what a screen does wrong, once and not in every frame. Nothing personal.
    void warn_once(const std::string& text);
    // The squares of that content's QR code, kept while the same is drawn; nullptr if it is too long.
    const CodeSquares* squares_of(std::string_view content);

  private:
    struct Fitted {
        TextBlock block;
        int px = 0, line_px = 0;
        bool was_cut = false;
    };
    // The largest setting of the words that has room; `width` in device px.
    Fitted fit_words(Rect area, std::string_view words, const TextStyle& style, int width);
    struct Backdrop {
        Rect area;
        Gradient colours;
        GradientRun run;
    };

    Theme theme_{TextSize::normal};
    float scale_;
    Size size_;
    GlyphCache glyphs_;
    Painter painter_;
    Interaction interaction_;
    Tree building_, shown_;
    std::int64_t now_ms_ = 0;
    int layer_ = 0;
    std::vector<Rect> clips_;
    std::vector<Backdrop> backdrops_;
    std::optional<int> animation_within_ms_;
    PreviewSlot preview_slot_;
    GreyPicture preview_;
    std::string last_warning_;
    std::string code_content_;
    CodeSquares code_squares_;
};

// One widget while it is drawn: reports its node, answers for its target, and collects how its words came
// out.
class Widget {
  public:
    enum class Reacts { no, yes };
    Widget(Stage& stage, std::string_view id, Role role, Rect area, std::string_view words, Reacts reacts,
           Availability availability = Availability::enabled, Privacy privacy = Privacy::open);
    ~Widget();
    Widget(const Widget&) = delete;
    Widget& operator=(const Widget&) = delete;

    const Touch& touch() const { return touch_; }
    Written write(Rect area, std::string_view words, const TextStyle& style, std::optional<Colour> ink = {});
    void focus_radius(float radius) { focus_radius_ = radius; }

  private:
    Stage& stage_;
    std::size_t index_;
    Rect area_;
    Touch touch_;
    float focus_radius_ = kRadius;
    float worst_margin_ = 0;
};

}  // namespace kiosk24::ui
