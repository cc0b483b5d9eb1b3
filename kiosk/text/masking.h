// What the screen shows of a number while somebody may look over a shoulder. Pure.
#pragma once

#include <string>
#include <string_view>

namespace kiosk24::text {

// "440***********0014": the first three and the last four characters stay, of shorter texts a quarter at each
// end at most, of up to four characters nothing. Counts code points; the length stays as it is.
std::string mask_number(std::string_view number);
// "*测试": all but the last two characters of a name, at least one.
std::string mask_name(std::string_view name);

}  // namespace kiosk24::text
