#include "screens/face/face.h"

#include <algorithm>

#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::face {
namespace {

constexpr ui::Size kMirrorSize{540, 720};  // a larger one shows how coarse the picture is

// The largest 3:4 picture in the middle of the area, upright like a portrait.
ui::Rect portrait_in(ui::Rect area) {
    const float height = std::min(area.h, area.w * 4 / 3);
    return area.centred({height * 3 / 4, height});
}

void draw_mirror(const View& view, ui::Frame& frame, ui::Rect area) {
    const ui::Rect picture = portrait_in(area);
    const auto mirror =
        view.is_good || view.mode == Mode::comparing ? ui::ColourRole::success : ui::ColourRole::accent;
    frame.camera_preview("preview", picture, view.picture, frame.colour(mirror));
}

std::optional<Intent> draw_buttons(const View& view, ui::Frame& frame, ui::Rect area) {
    if (view.without.empty()) return std::nullopt;
    const auto parts = area.columns(view.try_again.empty() ? 1 : 2, ui::kGap);
    if (frame.button("without_face", parts[0], {.words = view.without, .kind = ui::ButtonKind::secondary}))
        return intent::WithoutFace{};
    if (!view.try_again.empty() &&
        frame.button("try_again", parts[1], {.words = view.try_again, .kind = ui::ButtonKind::secondary}))
        return intent::TryAgain{};
    return std::nullopt;
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const ui::Rect buttons = content.bottom_strip(frame.theme().button_height());
    const ui::Rect area = content.without_bottom(buttons.h + ui::kGap);
    frame.card(area);
    const ui::Rect inner = area.inset(ui::kPadding);
    if (view.mode == Mode::stopped) {
        const ui::Rect mark = draw_lines(
            frame, inner,
            {{.id = "problem", .words = view.problem, .font = ui::FontRole::title},
             {.id = "problem_more", .words = view.problem_more, .colour = ui::ColourRole::text_soft}},
            kMarkSize);
        draw_mark(frame, mark, Mark::person);
    } else {
        const ui::Rect picture =
            draw_lines(frame, inner,
                       {{.id = "heading", .words = view.heading, .font = ui::FontRole::title},
                        {.id = "hint", .words = view.hint, .colour = ui::ColourRole::text_soft}},
                       kMirrorSize);
        draw_mirror(view, frame, picture);
    }
    if (auto chosen = draw_buttons(view, frame, buttons)) return chosen;
    return intent;
}

}  // namespace kiosk24::screens::face
