#include "screens/shared/corners.h"

namespace kiosk24::screens {

std::optional<Intent> draw_corners(ui::Frame& frame, ui::Rect area, std::string_view words) {
    constexpr float kSide = 120;  // 3 cm
    const ui::Rect top = area.top(kSide), bottom = area.bottom_strip(kSide);
    const struct {
        std::string_view id;
        ScreenCorner corner;
        ui::Rect place;
    } corners[] = {{"corner.top_left", ScreenCorner::top_left, top.left(kSide)},
                   {"corner.top_right", ScreenCorner::top_right, top.right_strip(kSide)},
                   {"corner.bottom_left", ScreenCorner::bottom_left, bottom.left(kSide)},
                   {"corner.bottom_right", ScreenCorner::bottom_right, bottom.right_strip(kSide)}};
    std::optional<Intent> intent;
    for (const auto& corner : corners)
        if (frame.target(corner.id, corner.place, {.words = words}).tapped)
            intent = intent::ServiceCorner{corner.corner};
    return intent;
}

}  // namespace kiosk24::screens
