// The people of the sandbox. It knows nobody beforehand: whoever lays a card with a well-formed number is
// taken into the population base as the card says, and everything else about that person follows from the
// number alone, so two terminals, two runs and two machines tell the same story.
//
// Numbers: residents and permit holders 18 characters, area 6 + birth 8 + sequence 3 + check (GB 11643, ISO
// 7064 MOD 11-2); foreigners' 2017 cards 15 characters, 3 letters + 10 digits + sequence 2.
//
// The tens digit of the sequence (the 16th of 18 characters, the 14th of 15) chooses the story, so that a
// test or a demonstration can pick its outcome:
//   8  never insured: SI01 is refused with the rule in words
//   9  record under review: a person will decide
//   any other: insured, SI01 is approved
// Examples in the unallocated area 440399 stand in README.md.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/model/identity.h"

namespace kiosk24::sandbox {

// bad_input if the number is not one of that card's layout, or its check character is wrong. Never names the
// number.
Status check_number(std::string_view number, CardKind kind);
// The birth date inside an 18-character number; the card's own for the rest.
Date birth_of(std::string_view number, Date on_card);

enum class Story { insured, never_insured, under_review };
Story story_of(std::string_view number);

// A number as it may stand on paper and screens: the birth date replaced by asterisks.
std::string masked(std::string_view number);

// The population base's entry on one person.
struct Person {
    PersonalText reference;  // opaque, 32 hex digits: what terminals carry instead of the number
    PersonalText number, name, address;
    CardKind kind = CardKind::resident;
    Sex sex = Sex::unknown;
    std::string nation_code;
    Date birth;
};
// The entry a card makes, without a reference. Foreigners without a Chinese name go by their English one.
Result<Person> person_on(const IdentityCard& card);

}  // namespace kiosk24::sandbox
