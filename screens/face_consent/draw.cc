#include "screens/face_consent/face_consent.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::face_consent {
namespace {

constexpr ui::Icon kIcons[] = {ui::Icon::account_balance, ui::Icon::face, ui::Icon::help_outline,
                               ui::Icon::schedule, ui::Icon::touch_app};

struct Section {
    float heading = 0, words = 0;
    float height() const { return heading + words + ui::kGap * 2; }
};

Section measure(const View& view, std::size_t index, const ui::Frame& frame, float width) {
    const float lead = frame.scaled(56) + ui::kGap;
    return {frame.line_height(ui::FontRole::body_bold),
            frame.measure_text(view.words[index], ui::FontRole::body, width - lead).h + 4};
}

void draw_section(const View& view, std::size_t index, const Section& size, ui::Frame& frame, ui::Rect area) {
    const float icon = frame.scaled(56);
    const ui::Rect disc{area.x, area.y, icon, icon};
    frame.fill(disc, frame.colour(ui::ColourRole::accent_soft), icon / 2);
    frame.icon(disc.inset(icon * 0.2F), kIcons[index % std::size(kIcons)], ui::ColourRole::accent);
    const ui::Rect words = area.without_left(icon + ui::kGap);
    const auto number = std::to_string(index);
    frame.text("heading." + number, words.top(size.heading), view.headings[index],
               {.font = ui::FontRole::body_bold, .max_lines = 1});
    frame.text("section." + number, words.without_top(size.heading).top(size.words), view.words[index],
               {.colour = ui::ColourRole::text_soft});
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const ui::Rect buttons = content.bottom_strip(frame.theme().button_height());
    const ui::Rect area = content.without_bottom(buttons.h + ui::kGap);
    frame.card(area);
    const ui::Rect inner = area.inset(ui::kPadding);
    const float version = frame.line_height(ui::FontRole::caption) + 4;
    float wanted = version;
    for (std::size_t i = 0; i < view.words.size(); ++i)
        wanted += measure(view, i, frame, inner.w).height();
    const ui::Rect place = wanted > inner.h ? beside_key(frame, inner, wanted) : inner;
    {
        auto list = frame.scroll_area("sections", inner, view.more, view.less);
        float y = list.content().y;
        // The words stand on this also where the list is scrolled past the card's edge.
        frame.fill({place.x, y, place.w, wanted}, frame.colour(ui::ColourRole::surface));
        for (std::size_t i = 0; i < view.words.size(); ++i) {
            const auto size = measure(view, i, frame, place.w);
            draw_section(view, i, size, frame, {place.x, y, place.w, size.height()});
            y += size.height();
        }
        frame.text("version", {place.x, y, place.w, version}, view.version,
                   {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
        list.used(y + version - list.content().y);
    }
    // Both alike: no way is made the easier one.
    const auto parts = buttons.columns(2, ui::kGap);
    if (frame.button("without_face", parts[0], {.words = view.without, .kind = ui::ButtonKind::secondary}))
        return intent::WithoutFace{};
    if (frame.button("agree_face", parts[1], {.words = view.agree, .kind = ui::ButtonKind::secondary}))
        return intent::AgreeFace{};
    return intent;
}

}  // namespace kiosk24::screens::face_consent
