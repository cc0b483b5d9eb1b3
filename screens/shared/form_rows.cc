#include "screens/shared/form_rows.h"

#include <algorithm>

#include "kiosk/text/date_words.h"
#include "kiosk/text/field_entry.h"
#include "kiosk/text/masking.h"
#include "kiosk/text/nation.h"
#include "screens/shared/message.h"

namespace kiosk24::screens {
namespace {

std::string words_of(const FormField& field, const std::string& value, const Say& say) {
    if (value.empty()) return value;
    if (field.personal_digits) return text::mask_number(value);
    if (field.kind == FieldKind::bank_card || field.kind == FieldKind::phone)
        return text::shown_entry(field.kind, value);
    if (field.from == "sex" && say.has("sex." + value)) return say("sex." + value);
    if (field.from == "nation") {
        const auto name = text::nation_name(value);
        return say(name).empty() ? value : say(name);
    }
    if (field.kind == FieldKind::date || field.from == "birth") {
        const auto words = text::date_words(text::date_from_iso(value), say.language());
        return words.empty() ? value : words;
    }
    for (const auto& choice : field.choices) {
        if (choice.value == value) return say(choice.words);
    }
    return value;
}

// What a card says may have come from an e-ID instead.
std::string word_of(Source source, const Session& session) {
    const bool is_by_code = source == Source::card && session.method == IdentifyMethod::e_id;
    return is_by_code ? "e_id" : std::string(name_of(source));
}

ui::ColourRole colour_of(Source source) {
    if (source == Source::card) return ui::ColourRole::success;
    return source == Source::citizen ? ui::ColourRole::warning : ui::ColourRole::accent;
}

bool is_among(const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// What stands where there is no value.
std::string words_without_value(const FormField& field, const Session& session, const Say& say) {
    if (is_among(session.asked, field.id))
        return say(field.required ? "form.touch" : "form.touch_if_you_like");
    return say(session.is_prefilled ? "form.nothing" : "form.waiting");
}

FormRow row_of(const FormField& field, const Session& session, const Say& say) {
    FormRow row;
    row.id = field.id;
    row.label = say(field.label);
    row.waiting = words_without_value(field, session, say);
    row.is_asked = is_among(session.asked, field.id);
    row.left_out = row.is_asked ? say("form.left_out") : row.waiting;
    const auto found = std::find_if(session.form.begin(), session.form.end(),
                                    [&](const FormValue& value) { return value.field == field.id; });
    if (found != session.form.end()) {
        row.value = words_of(field, found->value.reveal(), say);
        row.source = found->source_name.empty() || say.language() != Language::zh_hans
                         ? say("form.source_" + word_of(found->source, session))
                         : found->source_name;
        row.source_colour = colour_of(found->source);
    }
    const auto edit = session.edits.find(field.id);
    if (edit == session.edits.end() || edit->second.problem.empty()) return row;
    // What was typed stays, with what is wrong with it.
    row.problem = say("problem." + edit->second.problem);
    row.value = text::shown_entry(field.kind, edit->second.text.reveal());
    return row;
}

}  // namespace

std::vector<FormRow> form_rows(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    std::vector<FormRow> rows;
    const auto* matter = state.matter();
    if (matter == nullptr) return rows;
    for (const auto& field : matter->form) {
        if (is_among(state.session->hidden, field.id) || field.id == state.session->field) continue;
        rows.push_back(row_of(field, *state.session, say));
    }
    return rows;
}

namespace {

ui::Field field_of(const FormRow& row, RowsAre rows_are) {
    const bool may_edit = row.is_asked && rows_are == RowsAre::entered;
    return {.label = row.label,
            .value = row.value,
            .placeholder = rows_are == RowsAre::entered ? row.waiting : row.left_out,
            .source = row.source,
            .source_colour = row.source_colour,
            .error = row.problem,
            .editing = may_edit ? ui::Field::Editing::allowed : ui::Field::Editing::fixed};
}

struct Places {
    std::vector<ui::Rect> rects;
    float height = 0;
};

// Side by side, those of one line as high as the highest of them.
Places places_of(const std::vector<FormRow>& rows, const ui::Frame& frame, ui::Rect area, int across,
                 RowsAre rows_are) {
    Places places;
    // What is touched stands farther apart than what is only read.
    const float gap = ui::kSpace * (rows_are == RowsAre::entered ? 2 : 1.5F);
    const auto columns = area.columns(across, ui::kSpace * 2);
    for (std::size_t first = 0; first < rows.size(); first += columns.size()) {
        const std::size_t end = std::min(rows.size(), first + columns.size());
        float height = 0;
        for (std::size_t i = first; i < end; ++i)
            height = std::max(height, frame.field_height(field_of(rows[i], rows_are), columns[0].w));
        for (std::size_t i = first; i < end; ++i) {
            const ui::Rect& column = columns[i - first];
            places.rects.push_back({column.x, area.y + places.height, column.w, height});
        }
        places.height += height + (end < rows.size() ? gap : 0);
    }
    return places;
}

}  // namespace

std::string draw_form_rows(const std::vector<FormRow>& rows, ui::Frame& frame, ui::Rect area,
                           std::string_view more, std::string_view less, RowsAre rows_are) {
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const bool is_large = frame.text_size() == ui::TextSize::large;
    const int wide = is_upright ? (is_large ? 1 : 2) : (is_large ? 2 : 3);
    const int across = std::clamp(static_cast<int>(area.w / frame.scaled(400)), 1, wide);
    Places places = places_of(rows, frame, area, across, rows_are);
    const ui::Rect beside = beside_key(frame, area, places.height);
    if (beside.w < area.w) places = places_of(rows, frame, beside, across, rows_are);
    auto list = frame.scroll_area("rows", area, more, less);
    const float moved = list.content().y - area.y;
    std::string tapped;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto field = field_of(rows[i], rows_are);
        if (frame.field("field." + rows[i].id, places.rects[i].moved(0, moved), field)) tapped = rows[i].id;
    }
    list.used(places.height);
    return tapped;
}

}  // namespace kiosk24::screens
