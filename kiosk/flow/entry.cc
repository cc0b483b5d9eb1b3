// What a person enters into the form: one field at a time. A field is looked at when it is left, not before;
// only what is right goes into the form, and what was typed stays for correction.
#include <algorithm>

#include "kiosk/flow/turn.h"
#include "kiosk/text/field_entry.h"

namespace kiosk24::flow {
namespace {

const FormValue* find_value(const std::vector<FormValue>& form, const std::string& field) {
    const auto found =
        std::find_if(form.begin(), form.end(), [&](auto& value) { return value.field == field; });
    return found == form.end() ? nullptr : &*found;
}

void erase_entered(std::vector<FormValue>& form, const std::string& field) {
    std::erase_if(form, [&](const FormValue& value) {
        return value.field == field && value.source == Source::citizen;
    });
}

const FormField* find_field(const Matter& matter, const std::string& id) {
    const auto found =
        std::find_if(matter.form.begin(), matter.form.end(), [&](auto& field) { return field.id == id; });
    return found == matter.form.end() ? nullptr : &*found;
}

// The first field that needs a value and has none; empty: none does.
std::string next_missing(const Matter& matter, const Session& session) {
    for (const auto& id : session.asked) {
        const auto* field = find_field(matter, id);
        if (field != nullptr && field->required && find_value(session.form, id) == nullptr) return id;
    }
    return {};
}

bool is_entry_right(const Session& session, const std::string& field) {
    const auto edit = session.edits.find(field);
    return edit == session.edits.end() || edit->second.problem.empty();
}

}  // namespace

void put_value(std::vector<FormValue>& form, FormValue value) {
    const auto found =
        std::find_if(form.begin(), form.end(), [&](auto& old) { return old.field == value.field; });
    if (found == form.end()) {
        form.push_back(std::move(value));
    } else {
        *found = std::move(value);
    }
}

// A field is the person's own if the matter says so, and if nobody could tell what the matter needs.
void sort_fields(Turn& turn, const Matter& matter) {
    auto& session = turn.session();
    session.asked.clear();
    session.hidden.clear();
    for (const auto& field : matter.form) {
        if (!holds(field.shown_when, session.form)) {
            erase_entered(session.form, field.id);
            session.hidden.push_back(field.id);
            continue;
        }
        const auto* value = find_value(session.form, field.id);
        const bool nobody_told = field.source != Source::card && field.required &&
                                 (value == nullptr || value->source == Source::citizen);
        if (field.source == Source::citizen || nobody_told) session.asked.push_back(field.id);
    }
}

void take_entry(Turn& turn, const Matter& matter, const std::string& id) {
    auto& session = turn.session();
    const auto* field = find_field(matter, id);
    if (field == nullptr) return;
    auto& edit = session.edits[id];
    const auto& entry = edit.text.reveal();
    edit.problem = field->required && entry.empty() ? "missing" : text::problem_of_entry(*field, entry);
    if (!edit.problem.empty() || entry.empty()) return erase_entered(session.form, id);
    put_value(session.form, {.field = id,
                             .value = PersonalText(text::value_of_entry(field->kind, entry)),
                             .source = Source::citizen,
                             .source_name = {}});
}

void ask_what_is_missing(Turn& turn, const Matter& matter) {
    turn.session().field = next_missing(matter, turn.session());
}

void leave_field(Turn& turn, const Matter& matter) {
    const auto field = std::exchange(turn.session().field, {});
    if (field.empty()) return;
    take_entry(turn, matter, field);
    sort_fields(turn, matter);
}

void open_field(Turn& turn, const std::string& field) {
    auto& session = turn.session();
    const auto* matter = turn.state.matter();
    if (matter == nullptr || session.situation != Situation::form || !session.is_prefilled) return;
    const auto& asked = session.asked;
    if (!field.empty() && std::find(asked.begin(), asked.end(), field) == asked.end()) return;
    const auto left = session.field;
    leave_field(turn, *matter);
    if (!field.empty()) {
        session.field = field;
    } else if (is_entry_right(session, left)) {
        ask_what_is_missing(turn, *matter);
    } else {
        session.field = left;  // where the problem is said, and can be mended at once
    }
}

bool edit_field(Turn& turn, const intent::Edit& edit) {
    auto& session = turn.session();
    const auto* matter = turn.state.matter();
    if (matter == nullptr || session.situation != Situation::form || !session.is_prefilled) return false;
    const auto* field = find_field(*matter, edit.field);
    if (field == nullptr) return false;
    if (session.field != field->id) return true;  // a late key never types into another field
    const auto entry = text::tidy_entry(field->kind, edit.text.reveal());
    session.edits[field->id] = {
        .text = PersonalText(entry), .caret = edit.caret, .composition = edit.composition, .problem = {}};
    if (field->kind == FieldKind::choice) {
        leave_field(turn, *matter);
        ask_what_is_missing(turn, *matter);
    }
    return true;
}

}  // namespace kiosk24::flow
