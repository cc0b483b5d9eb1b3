#include <algorithm>

#include "screens/case_ask/case_ask.h"
#include "screens/shared/illustrations.h"
#include "screens/shared/message.h"
#include "screens/shared/typing.h"

namespace kiosk24::screens::case_ask {

namespace {

struct Way {
    const char* id;
    const std::string &title, &more;
    ui::Icon icon;
    ui::Tint tint;
    Intent intent;
};

std::optional<Intent> draw_choice(const View& view, ui::Frame& frame, ui::Rect content) {
    std::vector<Way> ways;
    if (view.has_card)
        ways.push_back(
            {"card", view.card, view.card_more, ui::Icon::credit_card, ui::Tint::blue, intent::AskByCard{}});
    if (view.may_scan)
        ways.push_back({"scan", view.scan, view.scan_more, ui::Icon::receipt, ui::Tint::teal,
                        intent::ScanInto{kNumberField}});
    ways.push_back({"number", view.number, view.number_more, ui::Icon::keyboard, ui::Tint::amber,
                    intent::OpenField{kNumberField}});
    const ui::Banner banner{.words = view.privacy, .kind = ui::BannerKind::info, .icon = ui::Icon::lock};
    const float foot = frame.banner_height(banner, content.w);
    frame.banner("privacy", content.bottom_strip(foot), banner);
    const ui::Rect area = content.without_bottom(foot + ui::kGap);
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const auto count = static_cast<int>(ways.size());
    const float most = frame.scaled(300);
    const ui::Rect tiles = is_upright ? area.top(std::min(area.h, most * static_cast<float>(count))) : area;
    const auto cells = is_upright ? tiles.rows(count, ui::kGap) : tiles.columns(count, ui::kGap);
    std::optional<Intent> intent;
    for (std::size_t i = 0; i < ways.size(); ++i) {
        const auto& way = ways[i];
        if (frame.tile(way.id, cells[i],
                       {.title = way.title,
                        .subtitle = way.more,
                        .icon = way.icon,
                        .tint = way.tint,
                        .shape = is_upright ? ui::TileShape::beside : ui::TileShape::upright}))
            intent = way.intent;
    }
    return intent;
}

std::optional<Intent> draw_scanning(const View& view, ui::Frame& frame, ui::Rect content) {
    frame.card(content);
    const float button = frame.theme().button_height();
    const ui::Rect inner = content.inset(ui::kPadding);
    const ui::Rect picture =
        draw_lines(frame, inner.without_bottom(button + ui::kGap),
                   {{.id = "scanning", .words = view.scanning, .font = ui::FontRole::title}}, kMarkSize);
    frame.icon(picture, ui::Icon::receipt, ui::ColourRole::accent);
    if (frame.button("stop", inner.bottom_strip(button),
                     {.words = view.stop, .kind = ui::ButtonKind::secondary}))
        return intent::ScanInto{};
    return std::nullopt;
}

std::optional<Intent> draw_fields(const View& view, ui::Frame& frame, ui::Rect area, float height) {
    std::optional<Intent> intent;
    ui::Column column(area);
    frame.text("hint", column.take(frame.measure_text(view.hint, ui::FontRole::caption, area.w).h + 4),
               view.hint, {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft});
    column.gap(ui::kSpace * 2);
    for (const auto& field : view.fields) {
        const ui::Rect place = column.take(height);
        const ui::TextField box{
            .label = field.label,
            .text = field.shown,
            .placeholder = field.placeholder,
            .error = field.problem,
            .show_caret = field.is_open ? ui::TextField::Caret::shown : ui::TextField::Caret::hidden};
        if (frame.text_field(field.id, place, box)) intent = intent::OpenField{field.id};
        column.gap(ui::kGap);
    }
    return intent;
}

std::optional<Intent> typed_into(const Typed& field, const ui::KeyStroke& stroke) {
    constexpr std::size_t kNumber = 12, kCode = 8;
    std::string text = field.text;
    const bool was_scanned = text.size() > kNumber;
    const std::size_t most = field.id == kNumberField ? kNumber : kCode;
    switch (stroke.kind) {
        case ui::KeyStroke::Kind::text:
            if (was_scanned) text.clear();
            if (text.size() < most) text += stroke.text;
            break;
        case ui::KeyStroke::Kind::backspace:
            if (was_scanned) text.clear();
            text = without_last_character(std::move(text));
            break;
        case ui::KeyStroke::Kind::clear:
            text.clear();
            break;
        case ui::KeyStroke::Kind::done:
            if (field.id == kNumberField) return intent::OpenField{kCodeField};
            return intent::AskByNumber{};
    }
    return intent::Edit{.field = field.id,
                        .text = PersonalText(text),
                        .caret = static_cast<int>(text.size()),
                        .composition = {}};
}

std::optional<Intent> draw_typing(const View& view, ui::Frame& frame, ui::Rect content) {
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const float keys = frame.keyboard_height(ui::KeyboardLayout::identity);
    ui::Rect typing, pad;
    if (is_upright) {
        pad = content.bottom_strip(std::min(keys, content.h * 0.5F));
        typing = content.without_bottom(pad.h + ui::kGap);
    } else {
        const auto parts = content.columns_by({1.15F, 1}, ui::kGap);
        typing = parts[0];
        pad = parts[1];
    }
    frame.card(typing);
    const ui::Rect inner = typing.inset(ui::kPadding, ui::kGap);
    // Label, box and the line for what is wrong.
    const float caption = frame.line_height(ui::FontRole::caption);
    const float wanted = frame.scaled(112) + caption * 2 + ui::kSpace * 2;
    const float hint = frame.measure_text(view.hint, ui::FontRole::caption, inner.w).h + 4;
    const float room = (inner.h - hint - ui::kSpace * 2 - ui::kGap) / 2;
    auto intent = draw_fields(view, frame, inner, std::min(wanted, room));
    const auto open =
        std::find_if(view.fields.begin(), view.fields.end(), [](const Typed& one) { return one.is_open; });
    if (open == view.fields.end()) return intent;
    const auto stroke = frame.keyboard("key", pad,
                                       {.layout = ui::KeyboardLayout::identity,
                                        .done_words = open->id == kNumberField ? view.next : view.ask,
                                        .clear_words = view.clear});
    if (stroke) return typed_into(*open, *stroke);
    return intent;
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    auto mine = view.is_scanning ? draw_scanning(view, frame, content)
                : view.is_typing ? draw_typing(view, frame, content)
                                 : draw_choice(view, frame, content);
    return mine ? mine : intent;
}

}  // namespace kiosk24::screens::case_ask
