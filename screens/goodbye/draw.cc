#include <algorithm>
#include <array>

#include "screens/goodbye/goodbye.h"
#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::goodbye {
namespace {

// A face for each level, 1 to 5 stars: how far the corners of the mouth are up (or down), and its colour.
struct Face {
    float smile;
    ui::ColourRole colour;
};
constexpr std::array<Face, kMostStars> kFaces{{{-1.0F, ui::ColourRole::danger},
                                               {-0.55F, ui::ColourRole::warning},
                                               {0.12F, ui::ColourRole::text_soft},
                                               {0.6F, ui::ColourRole::accent},
                                               {1.0F, ui::ColourRole::success}}};

void draw_face(ui::Frame& frame, ui::Rect area, int stars) {
    const Face& face = kFaces[static_cast<std::size_t>(std::clamp(stars, 1, kMostStars) - 1)];
    const ui::Colour ink = frame.colour(face.colour);
    const ui::Point centre = area.centre();
    const float radius = std::min(area.w, area.h) / 2 - 3;
    frame.circle(centre, radius, ink.with_alpha(0.14F));
    frame.ring(centre, radius, {ink, 5});
    for (const float side : {-1.0F, 1.0F})
        frame.circle({centre.x + side * radius * 0.36F, centre.y - radius * 0.22F}, radius * 0.11F, ink);
    // The mouth: three points of a bow, finely joined.
    constexpr int kParts = 12;
    std::array<ui::Point, kParts + 1> mouth{};
    for (int i = 0; i <= kParts; ++i) {
        const float at = static_cast<float>(i) / kParts * 2 - 1;  // -1 to 1
        const float bow = face.smile * radius * 0.34F * (1 - at * at);
        mouth[static_cast<std::size_t>(i)] = {centre.x + at * radius * 0.5F,
                                              centre.y + radius * 0.34F - face.smile * radius * 0.12F + bow};
    }
    frame.polyline(mouth, {ink, 6});
}

// A lying screen is wide: the words stand in one line there.
float words_height(const ui::Frame& frame) {
    const int lines = frame.orientation() == ui::Orientation::portrait ? 2 : 1;
    return frame.line_height(ui::FontRole::caption) * static_cast<float>(lines) + 2;
}
float cell_height(const ui::Frame& frame) {
    return frame.scaled(104) + words_height(frame) + ui::kSpace * 4;
}
float top_height(const ui::Frame& frame) {
    return std::max(frame.theme().button_height(), frame.line_height(ui::FontRole::heading) +
                                                       frame.line_height(ui::FontRole::caption) + ui::kSpace);
}
float rating_height(const ui::Frame& frame) {
    return top_height(frame) + cell_height(frame) + ui::kGap + ui::kPadding * 2;
}

void draw_words(const RatingRow& rating, ui::Frame& frame, ui::Rect area) {
    const float heading = frame.line_height(ui::FontRole::heading);
    frame.text("rating_heading", area.top(heading), rating.heading,
               {.font = ui::FontRole::heading, .max_lines = 1});
    frame.text("rating_hint", area.without_top(heading + ui::kSpace), rating.hint,
               {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
}

std::optional<Intent> draw_level(const Level& level, ui::Frame& frame, ui::Rect area) {
    const auto touch =
        frame.tappable_card("rate." + std::to_string(level.stars), area, {.words = level.words},
                            {.kind = ui::CardKind::outlined, .radius = ui::kRadiusSmall});
    const float words = words_height(frame);
    const ui::Rect inside = area.inset(4, ui::kSpace);
    draw_face(frame, inside.without_bottom(words + ui::kSpace), level.stars);
    frame.text(inside.bottom_strip(words), level.words,
               {.font = ui::FontRole::caption,
                .align = ui::Align::centre,
                .vertical = ui::AlignVertical::middle,
                .max_lines = 2});
    if (!touch.tapped) return std::nullopt;
    return intent::Rate{level.stars};
}

std::optional<Intent> draw_rating(const RatingRow& rating, ui::Frame& frame, ui::Rect area) {
    frame.card(area);
    const ui::Rect inside = area.inset(ui::kPadding);
    const ui::Rect top = inside.top(top_height(frame));
    if (rating.chosen) {
        const float face = std::min(inside.h, frame.scaled(180));
        draw_face(frame, inside.left(face).centred({face, face}), rating.chosen->stars);
        const ui::Rect beside = inside.without_left(face + ui::kGap);
        draw_words(rating, frame, beside.centred({beside.w, top_height(frame)}));
        frame.picture_words("rated." + std::to_string(rating.chosen->stars), inside.left(face),
                            rating.chosen->words);
        return std::nullopt;
    }
    std::optional<Intent> intent;
    const float skip = frame.button_width(rating.skip);
    draw_words(rating, frame, top.without_right(skip + ui::kGap));
    const float button = frame.theme().button_height();
    if (frame.button("skip", top.right_strip(skip).centred({skip, button}),
                     {.words = rating.skip, .kind = ui::ButtonKind::secondary}))
        intent = intent::EndSession{};
    const auto places = inside.bottom_strip(cell_height(frame))
                            .columns(static_cast<int>(rating.levels.size()), ui::kSpace * 2);
    for (std::size_t i = 0; i < rating.levels.size(); ++i) {
        if (auto chosen = draw_level(rating.levels[i], frame, places[i])) intent = chosen;
    }
    return intent;
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    ui::Rect farewell = content;
    if (view.rating) {
        const float rating = rating_height(frame);
        farewell = content.without_bottom(rating + ui::kGap);
        if (auto mine = draw_rating(*view.rating, frame, content.bottom_strip(rating))) intent = mine;
    }
    frame.card(farewell);
    // Large text on a lying screen leaves room for two lines; the header says goodbye too.
    const bool is_low = view.rating && frame.orientation() == ui::Orientation::landscape &&
                        frame.text_size() == ui::TextSize::large;
    const ui::Rect inside =
        farewell.inset(ui::kPadding * 1.5F, view.rating ? ui::kSpace * 2 : ui::kPadding * 1.5F);
    const ui::Rect picture =
        draw_lines(frame, inside,
                   {{.id = "heading",
                     .words = is_low ? std::string_view() : view.heading,
                     .font = ui::FontRole::display},
                    {.id = "words", .words = view.words, .colour = ui::ColourRole::text_soft},
                    {.id = "remember",
                     .words = view.remember,
                     .font = ui::FontRole::heading,
                     .colour = ui::ColourRole::accent}},
                   kMarkSize);
    draw_mark(frame, picture, Mark::goodbye);
    return intent;
}

}  // namespace kiosk24::screens::goodbye
