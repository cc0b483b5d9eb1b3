// The form fills itself in, each value with its source; it asks only for what is missing: one field at a
// time, with large keys.
#pragma once

#include "screens/shared/chrome.h"
#include "screens/shared/form_rows.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::form {

struct ChoiceKey {
    std::string value, words;
    bool is_chosen = false;
};
// The field that is being entered.
struct Entry {
    std::string field, label, hint, placeholder, problem;
    std::string typed;  // as State has it, and what the keys add to
    std::string shown;  // in groups
    std::string done, clear, space;
    std::string scan;  // read a code instead of typing, or stop it; empty: not offered
    bool is_scanning = false;
    FieldKind kind = FieldKind::text;
    std::vector<ChoiceKey> choices;
};
struct View {
    Chrome chrome;
    std::string heading, hint, next, more, less;
    std::string pause;    // leave, and go on later; empty: nothing to keep yet
    std::string missing;  // what still keeps the person from going on; empty: nothing
    std::vector<FormRow> rows;
    std::optional<Entry> entry;
    bool is_loading = false, may_go_on = false;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::form
