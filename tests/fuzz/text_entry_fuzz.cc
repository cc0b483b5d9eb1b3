// What a person types or a code says, on its way into a field: tidied text stays tidy, values survive the way
// to the screen and back, and nothing malformed becomes a number.
#include "kiosk/base/bytes.h"
#include "kiosk/text/bank_card.h"
#include "kiosk/text/case_number.h"
#include "kiosk/text/citizen_number.h"
#include "kiosk/text/credit_code.h"
#include "kiosk/text/date_words.h"
#include "kiosk/text/field_entry.h"
#include "kiosk/text/masking.h"
#include "kiosk/text/person_name.h"
#include "kiosk/text/search_index.h"
#include "tests/fuzz/round_trip.h"

namespace {

using namespace kiosk24;

void enter(FieldKind kind, std::string_view typed) {
    const auto entry = text::tidy_entry(kind, typed);
    if (text::tidy_entry(kind, entry) != entry) fuzz::broken("tidying is done at once");
    const auto shown = text::shown_entry(kind, entry);
    if (is_utf8(typed) && (!is_utf8(entry) || !is_utf8(shown))) fuzz::broken("UTF-8 stays UTF-8");
    FormField field;
    field.kind = kind;
    if (!text::problem_of_entry(field, entry).empty()) return;
    const auto value = text::value_of_entry(kind, entry);
    if (text::entry_of_value(kind, value) != entry) fuzz::broken("a value gives its entry back");
}

void look_at_numbers(std::string_view typed) {
    const auto number = text::tidy_case_number(typed);
    if (text::is_case_number(number) && number.size() != text::kCaseNumberLength)
        fuzz::broken("a case number has its length");
    if (const auto code = text::find_credit_code(typed); !code.empty() && !text::is_credit_code(code))
        fuzz::broken("what is found is a credit code");
    const auto citizen = text::normalise_citizen_number(typed);
    if (text::is_citizen_number(citizen.reveal())) {
        if (!is_valid(text::birth_of(citizen.reveal()))) fuzz::broken("a number has a birth date");
        (void)text::sex_of(citizen.reveal());
    }
    const auto date = text::date_from_iso(typed);
    if (is_valid(date) && text::iso_of(date) != typed) fuzz::broken("a date is written one way");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto typed = fuzz::text_of(data, size);
    for (const auto kind : {FieldKind::text, FieldKind::date, FieldKind::number, FieldKind::choice,
                            FieldKind::phone, FieldKind::bank_card, FieldKind::credit_code})
        enter(kind, typed);
    look_at_numbers(typed);
    for (const auto& masked : {text::mask_number(typed), text::mask_name(typed)}) {
        if (is_utf8(typed) && !is_utf8(masked)) fuzz::broken("a masked text is UTF-8");
    }
    (void)text::in_fives(typed);
    (void)text::grouped_bank_card(typed);
    (void)text::problem_of_name(typed);
    if (!text::is_same_name(typed, text::normalise_name(typed))) fuzz::broken("a name stays the same name");
    static const auto catalogue = [] {
        Catalogue made;
        made.matters.resize(1);
        made.matters[0].id = "SI01";
        made.matters[0].name = {{{Language::zh_hans, "社会保险参保证明"}, {Language::en, "Insurance"}}};
        text::derive_search_keys(made);
        return made;
    }();
    if (text::find_matters(catalogue, typed).size() > 1) fuzz::broken("a matter is found once");
    return 0;
}
