#include <algorithm>

#include "screens/guide/guide.h"

#include "screens/shared/message.h"

namespace kiosk24::screens::guide {

namespace {

// Large type even without larger text: what is read here is read to the end.
constexpr ui::FontRole kHeading = ui::FontRole::heading, kBody = ui::FontRole::body;
constexpr float kAfterHeading = ui::kSpace * 1.5F, kAfterSection = ui::kGap * 1.5F;

struct Text {
    std::string id;
    std::string_view words;
    ui::TextStyle style;
    float gap_after;
};

std::vector<Text> texts_of(const View& view) {
    std::vector<Text> texts{{"title", view.title, {.font = ui::FontRole::title}, ui::kSpace},
                            {"about",
                             view.about,
                             {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft},
                             kAfterSection}};
    for (std::size_t i = 0; i < view.sections.size(); ++i) {
        const auto& section = view.sections[i];
        const std::string at = std::to_string(i);
        texts.push_back({"heading." + at,
                         section.heading,
                         {.font = kHeading, .colour = ui::ColourRole::accent},
                         kAfterHeading});
        texts.push_back({"body." + at, section.body, {.font = kBody}, kAfterSection});
    }
    return texts;
}

float height_of(const ui::Frame& frame, const Text& text, float width) {
    // A little more than measured: rounding must not shrink the words.
    return frame.measure_text(text.words, text.style.font, width).h + 4;
}

void draw_text(const View& view, ui::Frame& frame, ui::Rect area) {
    const auto texts = texts_of(view);
    // As if it scrolled: guides do. The card moves with its words, so that nothing of it looks like the end.
    const float width = beside_key(frame, area.inset(ui::kPadding), 2 * area.h).w;
    float whole = ui::kPadding * 2;
    for (const auto& text : texts)
        whole += height_of(frame, text, width) + text.gap_after;
    auto scroll = frame.scroll_area("text", area, view.more, view.less);
    const ui::Rect paper = scroll.content().top(std::max(whole, area.h));
    frame.card(paper);
    ui::Column column(paper.inset(ui::kPadding).left(width));
    for (const auto& text : texts) {
        if (text.words.empty()) continue;
        frame.text(text.id, column.take(height_of(frame, text, width)), text.words, text.style);
        column.gap(text.gap_after);
    }
    scroll.used(whole);
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    if (!view.is_here) {
        frame.card(content);
        const ui::Rect picture =
            draw_lines(frame, content.inset(ui::kPadding),
                       {{.id = "words", .words = view.waiting, .font = ui::FontRole::title}}, kMarkSize);
        frame.spinner("waiting", picture);
        return intent;
    }
    const ui::Banner banner{
        .words = view.blocked, .more = view.blocked_more, .kind = ui::BannerKind::warning};
    const float foot =
        view.blocked.empty() ? frame.theme().button_height() : frame.banner_height(banner, content.w);
    draw_text(view, frame, content.without_bottom(foot + ui::kGap));
    const ui::Rect bar = content.bottom_strip(foot);
    if (!view.blocked.empty()) {
        frame.banner("blocked", bar, banner);
    } else if (frame.button("print", bar, {.words = view.print, .icon = ui::Icon::print})) {
        return intent::PrintGuide{};
    }
    return intent;
}

}  // namespace kiosk24::screens::guide
