#include "screens/shared/form_rows.h"

#include <algorithm>

#include "kiosk/text/date_words.h"
#include "kiosk/text/masking.h"
#include "kiosk/text/nation.h"

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

void draw_form_rows(const std::vector<FormRow>& rows, ui::Frame& frame, ui::Rect area, std::string_view more,
                    std::string_view less) {
    const int across = frame.orientation() == ui::Orientation::landscape ? 2 : 1;
    auto list = frame.scroll_area("rows", area, more, less);
    const ui::Rect content = list.content();
    const auto columns = content.columns(across, ui::kGap);
    std::vector<float> used(columns.size(), 0);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto& row = rows[i];
        const std::size_t column = i % columns.size();
        const ui::Field field{.label = row.label,
                              .value = row.value,
                              .placeholder = row.waiting,
                              .source = row.source,
                              .source_colour = row.source_colour,
                              .error = row.problem,
                              .editing = ui::Field::Editing::fixed};
        const float height = frame.field_height(field, columns[column].w);
        frame.field("field." + row.id,
                    {columns[column].x, content.y + used[column], columns[column].w, height}, field);
        used[column] += height + ui::kSpace;
        // Rows stay level: the next pair begins below the taller of this one.
        if (column + 1 == columns.size())
            used.assign(used.size(), *std::max_element(used.begin(), used.end()));
    }
    list.used(*std::max_element(used.begin(), used.end()));
}

}  // namespace kiosk24::screens
