// Names of people as cards and registers write them. The rule is to leave them alone: no trimming, no change
// of case, no replacing of rare, private-use or variant characters. Pure.
#pragma once

#include <string>
#include <string_view>

namespace kiosk24::text {

// Only the separator of names like 买买提·艾力江 is unified: • ・ ． ･ ‧ ∙ ⋅ become · (U+00B7).
std::string normalise_name(std::string_view name);
// The same name, however its separators are written. Nothing else is forgiven.
bool is_same_name(std::string_view a, std::string_view b);
// Code points, 0 if it is not well-formed UTF-8.
int characters_in(std::string_view text);
// Holds a code point of a private-use area (old cards spell rare characters that way): it is kept, and the
// fonts may not have it.
bool has_private_use(std::string_view name);

enum class NameProblem { none, empty, not_utf8, control_character, too_long };
// A name field takes 50 characters (25 Han in the older count); card names have 15 units at most.
NameProblem problem_of_name(std::string_view name);

}  // namespace kiosk24::text
