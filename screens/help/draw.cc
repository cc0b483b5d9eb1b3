#include "screens/help/help.h"

#include <algorithm>

#include "screens/shared/illustrations.h"

namespace kiosk24::screens::help {

namespace {

void draw_facts(const View& view, ui::Frame& frame, ui::Rect area) {
    frame.card(area);
    const auto rows = area.inset(ui::kPadding, ui::kSpace * 2).rows(static_cast<int>(view.facts.size()), 0);
    const auto font =
        frame.text_size() == ui::TextSize::large ? ui::FontRole::body_bold : ui::FontRole::heading;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& fact = view.facts[i];
        const float icon = frame.scaled(56);
        frame.icon({rows[i].x, rows[i].centre().y - icon / 2, icon, icon}, fact.icon, ui::ColourRole::accent);
        const ui::Rect words = rows[i].without_left(icon + ui::kGap);
        const float label = frame.line_height(ui::FontRole::caption),
                    value = frame.measure_text(fact.words, font, words.w).h + 4;
        const ui::Rect block = words.centred({words.w, std::min(words.h, label + value)});
        frame.text("label." + fact.id, block.top(label), fact.label,
                   {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
        frame.text("fact." + fact.id, block.without_top(label), fact.words, {.font = font, .max_lines = 2});
    }
}

std::optional<Intent> draw_call_back(const View& view, ui::Frame& frame, ui::Rect area) {
    frame.card(area);
    ui::Column column(area.inset(ui::kPadding, ui::kGap));
    frame.text("call_back_heading", column.take(frame.line_height(ui::FontRole::heading)),
               view.call_back_heading, {.font = ui::FontRole::heading, .max_lines = 1});
    const float hint = frame.measure_text(view.call_back_hint, ui::FontRole::caption, column.rest().w).h;
    frame.text("call_back_hint", column.take(hint + 2), view.call_back_hint,
               {.font = ui::FontRole::caption,
                .colour = view.is_asked ? ui::ColourRole::success : ui::ColourRole::text_soft});
    column.gap(ui::kSpace * 2);
    if (view.is_asked) {
        draw_mark(frame, column.rest().centred({260, std::min(260.0F, column.rest().h)}), Mark::approved);
        return std::nullopt;
    }
    const float button = frame.theme().button_height();
    const ui::Rect line = column.take(std::max(button, frame.scaled(104)));
    // On a lying screen the button stands beside the field: the keys need the height.
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const float beside = is_upright ? 0 : frame.button_width(view.call_back, ui::Icon::support_agent);
    frame.text_field("telephone", is_upright ? line : line.without_right(beside + ui::kGap),
                     {.text = view.telephone, .placeholder = view.placeholder, .icon = ui::Icon::phone});
    column.gap(ui::kSpace * 2);
    const ui::Rect keys = is_upright ? column.rest().without_bottom(button + ui::kGap) : column.rest();
    std::optional<Intent> intent;
    if (const auto stroke = frame.keyboard("digit", keys, {.layout = ui::KeyboardLayout::digits})) {
        constexpr std::size_t kLongestNumber = 15;  // ITU-T E.164
        std::string text = view.telephone;
        if (stroke->kind == ui::KeyStroke::Kind::text && text.size() < kLongestNumber) text += stroke->text;
        if (stroke->kind == ui::KeyStroke::Kind::backspace && !text.empty()) text.pop_back();
        intent =
            intent::Edit{.field = kTelephoneField, .text = PersonalText(text), .caret = 0, .composition = {}};
    }
    const ui::Rect ask =
        is_upright ? column.rest().bottom_strip(button) : line.right_strip(beside).centred({beside, button});
    if (frame.button("call_back", ask, {.words = view.call_back, .icon = ui::Icon::support_agent}))
        return intent::RequestCallBack{};
    return intent;
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const ui::Rect all{content.x, content.y, content.w, frame.screen().bottom() - content.y - ui::kMargin};
    const float button = frame.theme().button_height();
    const bool portrait = frame.orientation() == ui::Orientation::portrait;
    const auto [first, second] =
        portrait ? halves(frame, all.without_bottom(button + ui::kGap), 0.38F) : halves(frame, all, 0.46F);
    draw_facts(view, frame, portrait ? first : first.without_bottom(button + ui::kGap));
    if (auto mine = draw_call_back(view, frame, second)) intent = mine;
    if (frame.button("close", portrait ? all.bottom_strip(button) : first.bottom_strip(button),
                     {.words = view.close, .kind = ui::ButtonKind::secondary, .icon = ui::Icon::arrow_back}))
        return intent::CloseHelp{};
    return intent;
}

}  // namespace kiosk24::screens::help
