// How numbers and names stand on screens and papers: hidden where somebody may look over a shoulder, in
// groups where they are read aloud. Pure.
#pragma once

#include <string>
#include <string_view>

namespace kiosk24::text {

// "440***********0014": the first three and the last four characters stay, of shorter texts a quarter at each
// end at most, of up to four characters nothing. Counts code points; the length stays as it is.
std::string mask_number(std::string_view number);
// "*测试": all but the last two characters of a name, at least one.
std::string mask_name(std::string_view name);
// "11440 399MB 00000": in fives, as people read a long number aloud. Counts bytes: for numbers and codes.
std::string in_fives(std::string_view number);

}  // namespace kiosk24::text
