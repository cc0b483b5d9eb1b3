#include <algorithm>

#include "kiosk/text/field_entry.h"
#include "screens/form/form.h"
#include "screens/shared/form_rows.h"

namespace kiosk24::screens::form {
namespace {

const FormField* find_field(const Matter& matter, const std::string& id) {
    const auto found =
        std::find_if(matter.form.begin(), matter.form.end(), [&](auto& field) { return field.id == id; });
    return found == matter.form.end() ? nullptr : &*found;
}

bool has_value(const Session& session, const std::string& field) {
    return std::any_of(session.form.begin(), session.form.end(), [&](const FormValue& value) {
        return value.field == field && !value.value.reveal().empty();
    });
}

std::optional<Entry> entry_of(const State& state, const Say& say) {
    const auto& session = *state.session;
    const auto* matter = state.matter();
    const auto* field = matter == nullptr ? nullptr : find_field(*matter, session.field);
    if (field == nullptr) return std::nullopt;
    Entry entry;
    entry.field = field->id;
    entry.kind = field->kind;
    entry.label = say(field->label);
    entry.hint = say(field->hint);
    if (entry.hint.empty()) entry.hint = say("form.hint_" + std::string(name_of(field->kind)));
    entry.placeholder = say("form.placeholder_" + std::string(name_of(field->kind)));
    entry.done = say("form.done");
    entry.clear = say("form.clear");
    entry.space = say("form.space");
    const auto* reader = state.device(DeviceClass::code_reader);
    if (field->kind == FieldKind::credit_code && reader != nullptr && is_usable(reader->condition)) {
        entry.is_scanning = session.scan_field == field->id;
        entry.scan = say(entry.is_scanning ? "form.stop_scan" : "form.scan");
        if (entry.is_scanning) entry.hint = say("form.scanning");
    }
    if (const auto edit = session.edits.find(field->id); edit != session.edits.end()) {
        entry.typed = edit->second.text.reveal();
        entry.shown = text::shown_entry(field->kind, entry.typed);
        if (!edit->second.problem.empty()) entry.problem = say("problem." + edit->second.problem);
    }
    for (const auto& choice : field->choices)
        entry.choices.push_back({choice.value, say(choice.words), choice.value == entry.typed});
    return entry;
}

// The names of what is still to be filled in.
std::string missing_of(const State& state, const Say& say) {
    const auto& session = *state.session;
    const auto* matter = state.matter();
    std::string names;
    for (const auto& id : session.asked) {
        const auto* field = matter == nullptr ? nullptr : find_field(*matter, id);
        if (field == nullptr || !field->required || has_value(session, id)) continue;
        names += (names.empty() ? "" : say("form.and")) + say(field->label);
    }
    return names.empty() ? names : say.fill("form.missing", {{"fields", names}});
}

// A field that may be left out, and is wrong, is named too.
bool has_problem(const State& state) {
    const auto& asked = state.session->asked;
    return std::any_of(asked.begin(), asked.end(), [&](const std::string& id) {
        const auto edit = state.session->edits.find(id);
        return edit != state.session->edits.end() && !edit->second.problem.empty();
    });
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "form", Ways::all);
    add_steps(view.chrome, state, texts, 1);
    if (!state.session) return view;
    const auto& session = *state.session;
    view.is_loading = !session.is_prefilled;
    const bool asks = !session.asked.empty();
    view.missing = view.is_loading ? std::string() : missing_of(state, say);
    if (view.missing.empty() && has_problem(state)) view.missing = say("form.mend");
    view.may_go_on = session.is_prefilled && session.form_filled_at == kNever && view.missing.empty();
    view.heading = say(view.is_loading ? "form.loading" : asks ? "form.filled_so_far" : "form.filled");
    view.hint = say("form.hint");
    view.next = say("form.next");
    if (can_be_paused(state)) view.pause = say("form.pause");
    view.more = say("home.more");
    view.less = say("home.less");
    view.rows = form_rows(state, texts);
    if (!session.field.empty()) view.entry = entry_of(state, say);
    if (view.entry || !view.missing.empty()) {
        view.chrome.title = say("form.asks_title");
        view.chrome.subtitle = say("form.asks_subtitle");
    }
    return view;
}

}  // namespace kiosk24::screens::form
