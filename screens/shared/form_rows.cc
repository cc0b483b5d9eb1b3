#include "screens/shared/form_rows.h"

#include <algorithm>

#include "kiosk/text/date_words.h"
#include "kiosk/text/masking.h"
#include "kiosk/text/nation.h"
#include "screens/shared/message.h"

namespace kiosk24::screens {
namespace {

std::string words_of(const FormField& field, const std::string& value, const Say& say) {
    if (value.empty()) return value;
    if (field.personal_digits) return text::mask_number(value);
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

ui::ColourRole colour_of(Source source) {
    if (source == Source::card) return ui::ColourRole::success;
    return source == Source::citizen ? ui::ColourRole::warning : ui::ColourRole::accent;
}

}  // namespace

std::vector<FormRow> form_rows(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    std::vector<FormRow> rows;
    const auto* matter = state.matter();
    if (matter == nullptr) return rows;
    for (const auto& field : matter->form) {
        const auto& form = state.session->form;
        const auto found = std::find_if(form.begin(), form.end(),
                                        [&](const FormValue& value) { return value.field == field.id; });
        FormRow row;
        row.id = field.id;
        row.label = say(field.label);
        row.waiting = say("form.waiting");
        const auto edit = state.session->edits.find(field.id);
        if (edit != state.session->edits.end() && !edit->second.problem.empty())
            row.problem = say("problem." + edit->second.problem);
        if (found != form.end()) {
            row.value = words_of(field, found->value.reveal(), say);
            row.source = found->source_name.empty() || say.language() != Language::zh_hans
                             ? say("form.source_" + std::string(name_of(found->source)))
                             : found->source_name;
            row.source_colour = colour_of(found->source);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

namespace {

ui::Field field_of(const FormRow& row) {
    return {.label = row.label,
            .value = row.value,
            .placeholder = row.waiting,
            .source = row.source,
            .source_colour = row.source_colour,
            .editing = ui::Field::Editing::fixed};
}

struct Places {
    std::vector<ui::Rect> rects;
    float height = 0;
};

// Side by side, those of one line as high as the highest of them.
Places places_of(const std::vector<FormRow>& rows, const ui::Frame& frame, ui::Rect area, int across) {
    Places places;
    const auto columns = area.columns(across, ui::kSpace * 2);
    for (std::size_t first = 0; first < rows.size(); first += columns.size()) {
        const std::size_t end = std::min(rows.size(), first + columns.size());
        float height = 0;
        for (std::size_t i = first; i < end; ++i)
            height = std::max(height, frame.field_height(field_of(rows[i]), columns[0].w));
        for (std::size_t i = first; i < end; ++i) {
            const ui::Rect& column = columns[i - first];
            places.rects.push_back({column.x, area.y + places.height, column.w, height});
        }
        places.height += height + (end < rows.size() ? ui::kSpace * 1.5F : 0);
    }
    return places;
}

}  // namespace

void draw_form_rows(const std::vector<FormRow>& rows, ui::Frame& frame, ui::Rect area, std::string_view more,
                    std::string_view less) {
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    const bool is_large = frame.text_size() == ui::TextSize::large;
    const int across = is_upright ? (is_large ? 1 : 2) : (is_large ? 2 : 3);
    Places places = places_of(rows, frame, area, across);
    const ui::Rect beside = beside_key(frame, area, places.height);
    if (beside.w < area.w) places = places_of(rows, frame, beside, across);
    auto list = frame.scroll_area("rows", area, more, less);
    const float moved = list.content().y - area.y;
    for (std::size_t i = 0; i < rows.size(); ++i)
        frame.field("field." + rows[i].id, places.rects[i].moved(0, moved), field_of(rows[i]));
    list.used(places.height);
}

}  // namespace kiosk24::screens
