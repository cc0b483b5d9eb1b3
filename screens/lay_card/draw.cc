#include "screens/lay_card/lay_card.h"
#include "screens/shared/illustrations.h"

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
    const auto [first, second] = halves(frame, content.inset(ui::kPadding), 0.66F);
    draw_card_on_reader(frame, first.inset(ui::kSpace), CardMotion::laying);
    frame.picture_words("picture", first, view.picture);
    const float heading = frame.line_height(ui::FontRole::title);
    const float block = heading + frame.line_height(ui::FontRole::body) * 2 + ui::kGap;
    ui::Column column({second.x, second.centre().y - block / 2, second.w, block});
    frame.text("heading", column.take(heading), view.heading,
               {.font = ui::FontRole::title, .align = ui::Align::centre, .max_lines = 1});
    column.gap(ui::kGap);
    frame.text("hint", column.rest(), view.hint,
               {.colour = ui::ColourRole::text_soft, .align = ui::Align::centre, .max_lines = 2});
    return intent;
}

}  // namespace kiosk24::screens::lay_card
