// Case numbers (办件编号, GB/T 39554.1): the matter's implementation code (31 characters) + the day YYYYMMDD
// + a serial of four digits, 43 in all. The receipt's code holds the number and nothing else. Pure.
#pragma once

#include <string>
#include <string_view>

namespace kiosk24::text {

inline constexpr std::size_t kCaseNumberLength = 43, kCaseNumberTail = 12, kLongestQueryCode = 8;

// Full-width to ASCII, lower to upper case, white space gone: as typed, as printed in groups, as scanned.
std::string tidy_case_number(std::string_view typed);
// 43 characters of 0-9 A-Z, the last twelve a day and a serial.
bool is_case_number(std::string_view number);
// The last twelve alone: enough to type, with the code.
bool is_case_number_tail(std::string_view tail);
// What stands for a case that has no number yet: the first eight digits of its id here, as "3F2A-91C4".
std::string kept_number(std::string_view case_id);
// The code beside it: 4 to 8 of 0-9 A-Z.
bool is_query_code(std::string_view code);

}  // namespace kiosk24::text
