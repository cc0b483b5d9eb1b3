// Citizen identification numbers, GB 11643-1999: area (6) + birth (8) + sequence (3, odd male, even female) +
// check character (ISO 7064 MOD 11-2). Hong Kong, Macao and Taiwan residence permits (8xxxxx) and the 2023
// permanent resident card of foreigners (9xxxxx) follow the same form. Pure; any thread.
#pragma once

#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/base/personal.h"
#include "kiosk/model/identity.h"

namespace kiosk24::text {

// As a person types or pastes it, to how it is written: full-width digits and letters become ASCII, x becomes
// X, white space goes. Anything else stays, so that the check can refuse it.
PersonalText normalise_citizen_number(std::string_view typed);

// What is wrong with a normalised number; the first that applies.
enum class NumberProblem { none, length, character, area, birth, check };
NumberProblem problem_of_citizen_number(std::string_view number);
inline bool is_citizen_number(std::string_view number) {
    return problem_of_citizen_number(number) == NumberProblem::none;
}
// A words key's last part: "length", "check" ...; "none".
std::string_view name_of(NumberProblem problem);

// {0,0,0} and unknown unless the number is right.
Date birth_of(std::string_view number);
Sex sex_of(std::string_view number);

}  // namespace kiosk24::text
