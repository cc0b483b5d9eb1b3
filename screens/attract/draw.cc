#include "screens/attract/attract.h"

#include <algorithm>

#include "screens/shared/corners.h"
#include "screens/shared/illustrations.h"

namespace kiosk24::screens::attract {

namespace {

void draw_steps(const View& view, ui::Frame& frame, ui::Rect area) {
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const auto parts = area.columns(3, ui::kGap);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        frame.card(parts[i]);
        const ui::Rect inner = parts[i].inset(ui::kSpace * 2);
        const ui::Rect picture =
            is_upright ? inner.top(inner.h * 0.68F).inset(0, ui::kSpace) : inner.left(inner.w * 0.46F);
        const ui::Rect words =
            is_upright ? inner.bottom_strip(inner.h * 0.3F) : inner.without_left(inner.w * 0.48F);
        if (i == 0)
            frame.icon(picture.centred(
                           {std::min(picture.w, picture.h) * 0.62F, std::min(picture.w, picture.h) * 0.62F}),
                       ui::Icon::touch_app, ui::ColourRole::accent);
        if (i == 1) draw_card_on_reader(frame, picture, CardMotion::resting);
        if (i == 2) draw_paper(frame, picture, 0.9F);
        frame.text(words, view.services[i],
                   {.font = ui::FontRole::body_bold,
                    .align = is_upright ? ui::Align::centre : ui::Align::left,
                    .vertical = ui::AlignVertical::middle,
                    .max_lines = 2});
    }
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    const ui::Rect screen = frame.screen();
    const bool portrait = frame.orientation() == ui::Orientation::portrait;
    frame.background();
    const ui::Rect top = screen.top(screen.h * (portrait ? 0.56F : 0.52F));
    frame.fill_gradient(top,
                        {frame.colour(ui::ColourRole::header_from), frame.colour(ui::ColourRole::header_to)});
    frame.circle({top.right() - 120, top.y + 60}, top.h * 0.42F,
                 frame.colour(ui::ColourRole::on_accent).with_alpha(0.07F));
    frame.circle({top.x + top.w * 0.62F, top.bottom() + 40}, top.h * 0.34F,
                 frame.colour(ui::ColourRole::on_accent).with_alpha(0.06F));
    std::optional<Intent> intent;
    const float bar_height = portrait ? 190 : 170;
    // Wherever a finger lands but on the two languages.
    const bool woken = frame
                           .target("wake", screen.without_bottom(bar_height + ui::kGap + ui::kMinimumGap),
                                   {.words = view.touch})
                           .tapped;
    if (woken) intent = intent::Wake{};
    if (auto corner =
            draw_corners(frame, screen.without_bottom(bar_height + ui::kGap + ui::kMinimumGap), view.touch))
        intent = corner;
    ui::Column column(top.inset(ui::kMargin * 1.5F, ui::kMargin));
    const ui::Rect clock_row = column.take(150);
    frame.text(
        "clock", clock_row, view.clock,
        {.font = ui::FontRole::display, .colour = ui::ColourRole::on_accent, .align = ui::Align::right});
    frame.text(
        "date", clock_row.without_top(84), view.date,
        {.font = ui::FontRole::caption, .colour = ui::ColourRole::on_header_soft, .align = ui::Align::right});
    if (portrait) column.gap(top.h * 0.16F);
    frame.text("title", column.take(110), view.title,
               {.font = ui::FontRole::display,
                .colour = ui::ColourRole::on_accent,
                .align = ui::Align::centre,
                .max_lines = 1});
    frame.text("tagline", column.take(70), view.tagline,
               {.font = ui::FontRole::body,
                .colour = ui::ColourRole::on_header_soft,
                .align = ui::Align::centre,
                .max_lines = 1});
    column.gap(portrait ? 56 : 8);
    const float pill_width =
        std::min(column.rest().w, frame.measure_text(view.touch, ui::FontRole::title).w + 180);
    const ui::Rect pill = column.take(130).centred({pill_width, 120});
    frame.shadow(pill, 60, 16);
    frame.fill(pill, frame.colour(ui::ColourRole::surface), 60);
    frame.icon(pill.left(130).inset(34), ui::Icon::touch_app, ui::ColourRole::accent);
    frame.text("touch", pill.without_left(110).without_right(40), view.touch,
               {.font = ui::FontRole::title,
                .colour = ui::ColourRole::accent,
                .align = ui::Align::centre,
                .vertical = ui::AlignVertical::middle,
                .max_lines = 1});
    const ui::Rect below = screen.without_top(top.h).inset(ui::kMargin, ui::kGap);
    const ui::Rect bar = below.bottom_strip(bar_height);
    const ui::Rect steps = below.without_bottom(bar.h + ui::kGap);
    const float steps_height = std::min(steps.h - 60, portrait ? 420.0F : 260.0F);
    draw_steps(view, frame, {steps.x, steps.y, steps.w, steps_height});
    frame.text("promise", {steps.x, steps.y + steps_height + 12, steps.w, steps.h - steps_height - 12},
               view.notice.empty() ? view.promise : view.notice,
               {.font = ui::FontRole::caption,
                .colour = view.notice.empty() ? ui::ColourRole::text_soft : ui::ColourRole::danger,
                .align = ui::Align::centre,
                .vertical = ui::AlignVertical::middle,
                .max_lines = 2});
    const auto buttons = bar.top(112).columns(2, ui::kGap);
    if (frame.button("chinese", buttons[0],
                     {.words = view.chinese, .kind = ui::ButtonKind::secondary, .icon = ui::Icon::language}))
        intent = intent::ChooseLanguage{Language::zh_hans};
    if (frame.button("english", buttons[1],
                     {.words = view.english, .kind = ui::ButtonKind::secondary, .icon = ui::Icon::language}))
        intent = intent::ChooseLanguage{Language::en};
    frame.text("footer", bar.bottom_strip(bar.h - 124), view.footer,
               {.font = ui::FontRole::caption,
                .colour = ui::ColourRole::text_soft,
                .align = ui::Align::centre,
                .vertical = ui::AlignVertical::middle,
                .max_lines = 1});
    return intent;
}

}  // namespace kiosk24::screens::attract
