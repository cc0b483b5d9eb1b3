// The nations (民族) of GB/T 3304-1991 by their two-digit code. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/model/language.h"

namespace kiosk24::text {

// As it is shown: Chinese with 族 ("01" is 汉族; 97 其他 and 98 外国血统中国籍人士 go without), English
// without
// ("Han"). Empty for a code that the table does not have.
LocalText nation_name(std::string_view code);
// Every code, ascending.
std::vector<std::string_view> nation_codes();

}  // namespace kiosk24::text
