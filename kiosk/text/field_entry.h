// What a person enters into a field of a form, by the field's kind: how it is tidied while they type, how the
// screen shows it, what is wrong with it once they leave it, and the value that goes into the form. Pure; any
// thread.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/model/matter.h"

namespace kiosk24::text {

// Is it typed on the pad of digits?
bool takes_digits(FieldKind kind);

// What was typed so far, as State keeps it. Kinds of digits: the digits alone (full-width ones too), no more
// than such a field can take. Text: as typed, at most 60 characters. Choice: untouched.
std::string tidy_entry(FieldKind kind, std::string_view typed);

// An entry as the screen shows it: bank cards in fours, telephones 3 4 4, dates 4-2-2, credit codes 2 6 10.
std::string shown_entry(FieldKind kind, std::string_view entry);

// What is wrong with a finished entry, as the last part of a words key under [problem]; empty: nothing.
// An empty entry is "missing" only to a field that needs one, which the caller knows: here it is right.
std::string_view problem_of_entry(const FormField& field, std::string_view entry);

// The form's value of an entry, and the entry that gives a value: dates are ISO in the form, eight digits
// while they are typed.
std::string value_of_entry(FieldKind kind, std::string_view entry);
std::string entry_of_value(FieldKind kind, std::string_view value);

}  // namespace kiosk24::text
