#include "kiosk/ui/stage.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "kiosk/base/log.h"
#include "kiosk/base/personal.h"

namespace kiosk24::ui {
namespace {

float scale_for(int width_px, int height_px) {
    return static_cast<float>(std::min(width_px, height_px)) / 1080.0F;
}

// Half-way between two fills of which the upper is translucent.
Colour laid_over(Colour below, Colour above) {
    Colour result = mixed(below, above, static_cast<float>(above.a) / 255.0F);
    result.a = 255;
    return result;
}

}  // namespace

Stage::Stage(std::unique_ptr<FontFaces> faces, int width_px, int height_px)
    : scale_(scale_for(width_px, height_px)),
      size_{static_cast<float>(width_px) / scale_, static_cast<float>(height_px) / scale_},
      glyphs_(std::move(faces)),
      painter_(glyphs_, width_px, height_px, scale_) {
    shown_.size = size_;
}

void Stage::begin(std::int64_t now_ms) {
    if (glyphs_.is_full()) glyphs_.clear();
    now_ms_ = now_ms;
    animation_within_ms_.reset();
    building_.nodes.clear();
    building_.size = size_;
    building_.top_layer = 0;
    layer_ = 0;
    clips_.assign(1, Rect{0, 0, size_.w, size_.h});
    backdrops_.clear();
    preview_ = {};
    if (interaction_.animate(now_ms)) request_animation(16);
    painter_.begin();
}

const ImDrawData& Stage::end() {
    interaction_.built();
    std::swap(building_, shown_);
    return painter_.finish();
}

void Stage::request_animation(int within_ms) {
    animation_within_ms_ = std::min(animation_within_ms_.value_or(within_ms), within_ms);
}

void Stage::warn_once(const std::string& text) {
    if (text == last_warning_) return;
    last_warning_ = text;
    log::warn("ui", "{}", text);
}

void Stage::draw_preview(Rect area) {
    if (!preview_slot_) return;
    auto [picture, number] = preview_slot_->newest();
    if (!picture.grey || picture.width_px <= 0 || picture.height_px <= 0) return;
    const float scale = std::min(area.w / static_cast<float>(picture.width_px),
                                 area.h / static_cast<float>(picture.height_px));
    const Rect place = area.centred(
        {static_cast<float>(picture.width_px) * scale, static_cast<float>(picture.height_px) * scale});
    painter_.fill(place, colour(0x000000), 0);  // the picture is how much light falls on it
    painter_.picture(place, number);
    preview_ = std::move(picture);
}

AlphaTexture Stage::preview_texture() const {
    if (!preview_.grey) return {};
    return {preview_.grey->reveal().data(), preview_.width_px, preview_.height_px};
}

void Stage::forget() {
    preview_ = {};
    for (Tree* tree : {&building_, &shown_}) {
        for (Node& node : tree->nodes)
            wipe_value(node.words);
        tree->nodes.clear();
        tree->nodes.shrink_to_fit();
    }
    interaction_.forget();
    glyphs_.forget();
    painter_.forget();
    wipe_value(code_content_);
    code_squares_.dark.assign(code_squares_.dark.size(), false);
    code_squares_ = {};
}

void Stage::fill(Rect area, Colour colour, float radius) {
    painter_.fill(area, colour, radius);
    if (colour.a != 255) colour = laid_over(paper_under(area), colour);
    backdrops_.push_back({area, {colour, colour}, GradientRun::down});
}

void Stage::fill_gradient(Rect area, Gradient gradient, float radius, GradientRun run) {
    painter_.fill_gradient(area, gradient, radius, run);
    backdrops_.push_back({area, gradient, run});
}

Colour Stage::paper_under(const Rect& area) const {
    const Point at = area.centre();
    for (auto backdrop = backdrops_.rbegin(); backdrop != backdrops_.rend(); ++backdrop) {
        if (!backdrop->area.contains(at)) continue;
        const float x = (at.x - backdrop->area.x) / backdrop->area.w;
        const float y = (at.y - backdrop->area.y) / backdrop->area.h;
        const float w2 = backdrop->area.w * backdrop->area.w, h2 = backdrop->area.h * backdrop->area.h;
        const float share = backdrop->run == GradientRun::across ? x
                            : backdrop->run == GradientRun::down ? y
                                                                 : (x * w2 + y * h2) / (w2 + h2);
        return mixed(backdrop->colours.from, backdrop->colours.to, share);
    }
    return theme_.colour(ColourRole::background);
}

Node& Stage::add_node(std::string_view id, Role role, std::string_view words, Rect rect, Privacy privacy) {
    Node& node = building_.nodes.emplace_back();
    node.id = id;
    node.role = role;
    node.words = words;
    node.rect = rect;
    node.visible = rect.shared_with(clips_.back());
    node.layer = layer_;
    node.personal = privacy == Privacy::personal;
    return node;
}

void Stage::push_clip(Rect area) {
    clips_.push_back(area.shared_with(clips_.back()));
    painter_.push_clip(area);
}

void Stage::pop_clip() {
    if (clips_.size() <= 1) return;  // one pop too many in a screen must not bring the terminal down
    clips_.pop_back();
    painter_.pop_clip();
}

void Stage::push_layer() {
    ++layer_;
    building_.top_layer = std::max(building_.top_layer, layer_);
}

void Stage::pop_layer() {
    --layer_;
}

Widget::Widget(Stage& stage, std::string_view id, Role role, Rect area, std::string_view words, Reacts reacts,
               Availability availability, Privacy privacy)
    : stage_(stage), index_(stage.node_count()), area_(area) {
    Node& node = stage.add_node(id, role, words, area, privacy);
    node.enabled = availability == Availability::enabled;
    if (reacts == Reacts::no) return;
    node.is_target = true;
    if (!node.enabled) return;
    Interaction& interaction = stage.interaction();
    touch_ = {interaction.was_tapped(id), interaction.is_pressed(id), interaction.is_focused(id)};
    node.focused = touch_.focused;
}

Widget::~Widget() {
    if (!touch_.focused) return;
    const Pen pen{stage_.theme().colour(ColourRole::warning), 6};
    stage_.painter().outline(area_.inset(-8), pen, focus_radius_ + 8);
}

Written Widget::write(Rect area, std::string_view words, const TextStyle& style, std::optional<Colour> ink) {
    const Written written = stage_.write(area, words, style, ink);
    if (words.empty()) return written;
    Node& node = stage_.node(index_);
    node.cut_off = node.cut_off || written.was_cut;
    // The node tells of its hardest words.
    const float margin = contrast(written.ink, written.paper) / stage_.theme().minimum_contrast(written.px);
    if (node.text_px == 0 || margin < worst_margin_) {
        worst_margin_ = margin;
        node.text_px = written.px;
        node.ink = written.ink;
        node.paper = written.paper;
    }
    return written;
}

}  // namespace kiosk24::ui
