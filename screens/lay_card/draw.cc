#include "screens/lay_card/lay_card.h"

#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::lay_card {

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    if (!view.problem.empty()) {
        const ui::Banner banner{
            .words = view.problem, .more = view.problem_more, .kind = ui::BannerKind::warning};
        const float height = frame.banner_height(banner, content.w);
        frame.banner("problem", content.top(height), banner);
        content = content.without_top(height + ui::kGap);
    }
    frame.card(content);
    const ui::Rect picture =
        draw_lines(frame, content.inset(ui::kPadding),
                   {{.id = "heading", .words = view.heading, .font = ui::FontRole::title},
                    {.id = "hint", .words = view.hint, .colour = ui::ColourRole::text_soft}},
                   kPictureSize);
    draw_card_on_reader(frame, picture, CardMotion::laying);
    frame.picture_words("picture", picture, view.picture);
    return intent;
}

}  // namespace kiosk24::screens::lay_card
