#include <algorithm>

#include "screens/form/form.h"
#include "screens/shared/form_rows.h"
#include "screens/shared/message.h"
#include "screens/shared/typing.h"

namespace kiosk24::screens::form {
namespace {

bool takes_letters(FieldKind kind) {
    return kind == FieldKind::text || kind == FieldKind::credit_code;
}

ui::KeyboardLayout layout_of(FieldKind kind) {
    return takes_letters(kind) ? ui::KeyboardLayout::letters : ui::KeyboardLayout::digits;
}

Intent edited(const Entry& entry, std::string text) {
    const int caret = static_cast<int>(text.size());
    return intent::Edit{
        .field = entry.field, .text = PersonalText(std::move(text)), .caret = caret, .composition = {}};
}

std::optional<Intent> intent_of(const ui::KeyStroke& stroke, const Entry& entry) {
    std::string text = entry.typed;
    switch (stroke.kind) {
        case ui::KeyStroke::Kind::text:
            return edited(entry, text + stroke.text);
        case ui::KeyStroke::Kind::backspace:
            return edited(entry, without_last_character(std::move(text)));
        case ui::KeyStroke::Kind::clear:
            return edited(entry, {});
        case ui::KeyStroke::Kind::done:
            return intent::OpenField{};
    }
    return std::nullopt;
}

float box_height(const ui::Frame& frame) {
    return std::max(frame.theme().minimum_target(), frame.scaled(112));
}

// Label, box and, under it, what is wrong or else what helps: always of the same height.
float field_height(const ui::Frame& frame) {
    const float caption = frame.line_height(ui::FontRole::caption);
    return caption + 8 + box_height(frame) + 8 + caption;
}

void draw_field(const Entry& entry, ui::Frame& frame, ui::Rect area) {
    const float caption = frame.line_height(ui::FontRole::caption);
    const bool is_wrong = !entry.problem.empty();
    frame.text_field("entry", is_wrong ? area : area.without_bottom(caption + 8),
                     {.label = entry.label,
                      .text = entry.shown,
                      .placeholder = entry.placeholder,
                      .error = entry.problem,
                      .font = ui::FontRole::heading});
    if (!is_wrong)
        frame.text("entry_hint", area.bottom_strip(caption).inset(4, 0), entry.hint,
                   {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
}

// Under the box: reading a code instead of typing it, or to stop that.
float scan_height(const Entry& entry, const ui::Frame& frame) {
    return entry.scan.empty() ? 0 : frame.theme().button_height() + ui::kGap;
}

std::optional<Intent> draw_scan(const Entry& entry, ui::Frame& frame, ui::Rect area) {
    if (entry.scan.empty()) return std::nullopt;
    if (frame.button("scan", area.top(frame.theme().button_height()),
                     {.words = entry.scan, .kind = ui::ButtonKind::secondary, .icon = ui::Icon::receipt}))
        return intent::ScanInto{entry.is_scanning ? std::string() : entry.field};
    return std::nullopt;
}

std::optional<Intent> draw_choices(const View& view, ui::Frame& frame, ui::Rect area) {
    const Entry& entry = *view.entry;
    const float caption = frame.line_height(ui::FontRole::caption);
    frame.text("entry", area.top(caption + 8), entry.label,
               {.font = ui::FontRole::caption_bold, .max_lines = 1});
    area = area.without_top(caption + ui::kSpace * 2);
    const float key = std::max(frame.theme().button_height(), frame.scaled(112));
    const float wanted = static_cast<float>(entry.choices.size()) * (key + ui::kSpace * 2);
    const ui::Rect beside = beside_key(frame, area, wanted);
    auto list = frame.scroll_area("choices", area, view.more, view.less);
    ui::Rect place{beside.x, list.content().y, beside.w, key};
    std::optional<Intent> intent;
    for (const auto& choice : entry.choices) {
        const auto mark = choice.is_chosen ? ui::Row::Mark::chosen_circle : ui::Row::Mark::empty_circle;
        if (frame.row("choice." + choice.value, place, {.title = choice.words, .mark = mark}))
            intent = edited(entry, choice.value);
        place = place.moved(0, key + ui::kSpace * 2);
    }
    list.used(wanted);
    return intent;
}

// What is filled in already above (beside, on a lying screen) the field and its keys.
std::optional<Intent> draw_entry(const View& view, ui::Frame& frame, ui::Rect content) {
    const Entry& entry = *view.entry;
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const float field = field_height(frame);
    const bool is_choice = entry.kind == FieldKind::choice;
    ui::Rect keys, box, rows, scan;
    if (is_upright) {
        const float wanted = frame.keyboard_height(layout_of(entry.kind));
        const float typing = std::min(field + ui::kGap + scan_height(entry, frame) + wanted, content.h);
        // Room for less than two rows is better given to the keys.
        const bool has_rows = content.h - typing - ui::kGap >= frame.scaled(340);
        const ui::Rect below = has_rows ? content.bottom_strip(typing) : content;
        if (has_rows) rows = content.without_bottom(typing + ui::kGap);
        box = below.top(field);
        scan = below.without_top(field + ui::kGap);
        keys = is_choice ? below : scan.without_top(scan_height(entry, frame));
    } else {
        const auto parts = content.columns_by({1, takes_letters(entry.kind) ? 1.3F : 1}, ui::kMargin);
        box = parts[0].top(field);
        scan = parts[0].without_top(field + ui::kGap);
        rows = is_choice ? parts[0] : scan.without_top(scan_height(entry, frame));
        keys = parts[1];
    }
    std::optional<Intent> intent;
    if (!rows.is_empty()) {
        const auto tapped = draw_form_rows(view.rows, frame, rows, view.more, view.less, RowsAre::entered);
        if (!tapped.empty()) intent = intent::OpenField{tapped};
    }
    if (is_choice) {
        if (auto chosen = draw_choices(view, frame, keys)) intent = chosen;
        return intent;
    }
    if (auto scanned = draw_scan(entry, frame, scan)) intent = scanned;
    draw_field(entry, frame, box);
    const bool takes_text = takes_letters(entry.kind);
    if (const auto stroke = frame.keyboard(
            takes_text ? "key" : "digit", keys,
            {.layout = layout_of(entry.kind),
             .done_words = entry.done,
             .clear_words = entry.clear,
             .space_words = entry.kind == FieldKind::text ? std::string_view(entry.space) : ""}))
        intent = intent_of(*stroke, entry);
    return intent;
}

void draw_heading(const View& view, ui::Frame& frame, ui::Column& column) {
    const ui::Rect top = column.take(frame.line_height(ui::FontRole::heading));
    if (view.is_loading) {
        frame.spinner("loading", top.left(top.h), {});
    } else {
        frame.icon(top.left(top.h).inset(4), ui::Icon::check_circle, ui::ColourRole::success);
    }
    frame.text("heading", top.without_left(top.h + ui::kSpace * 2), view.heading,
               {.font = ui::FontRole::heading, .max_lines = 1});
    frame.text("hint", column.take(frame.line_height(ui::FontRole::caption)), view.hint,
               {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
    column.gap(ui::kSpace * 2);
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    if (view.entry) {
        auto mine = draw_entry(view, frame, content);
        return mine ? mine : intent;
    }
    const float button = frame.theme().button_height();
    const float missing = frame.measure_text(view.missing, ui::FontRole::caption_bold, content.w).h + 4;
    const float below = button + (view.missing.empty() ? 0 : missing + ui::kSpace * 2);
    ui::Column column(content.without_bottom(below + ui::kGap));
    // A lying screen is low: there the header and the button's spinner say how far it is.
    if (frame.orientation() == ui::Orientation::portrait) draw_heading(view, frame, column);
    const auto tapped =
        draw_form_rows(view.rows, frame, column.rest(), view.more, view.less, RowsAre::entered);
    if (!tapped.empty()) intent = intent::OpenField{tapped};
    if (!view.missing.empty())
        frame.text("missing", content.bottom_strip(below).top(missing), view.missing,
                   {.font = ui::FontRole::caption_bold,
                    .colour = ui::ColourRole::danger,
                    .align = ui::Align::centre});
    const auto availability = view.may_go_on         ? ui::Availability::enabled
                              : view.missing.empty() ? ui::Availability::busy
                                                     : ui::Availability::disabled;
    ui::Rect next = content.bottom_strip(button);
    if (!view.pause.empty()) {
        const auto parts = next.columns_by({1, 1.4F}, ui::kGap);
        next = parts[1];
        if (frame.button("pause", parts[0], {.words = view.pause, .kind = ui::ButtonKind::secondary}))
            intent = intent::PauseForm{};
    }
    if (frame.button("next", next,
                     {.words = view.next, .icon = ui::Icon::arrow_forward, .availability = availability}))
        return intent::ConfirmForm{};
    return intent;
}

}  // namespace kiosk24::screens::form
