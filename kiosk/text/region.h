// Administrative areas by GB/T 2260 code: Shenzhen's districts, and the three regions whose people carry
// residence permits. Other areas are not needed here: a card brings its address in words. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/model/language.h"

namespace kiosk24::text {

// 440307 is 龙岗区 / Longgang District; 440300 深圳市; 810000, 820000, 830000. Empty for any other code.
LocalText region_name(std::string_view area_code);
// The nine districts that have a national code, ascending. 大鹏新区 has none: it is administered, not
// numbered.
std::vector<std::string_view> shenzhen_district_codes();
// Longer codes (9 or 12 digits of a street or community) belong to the district they begin with.
LocalText district_name_of(std::string_view longer_code);

}  // namespace kiosk24::text
