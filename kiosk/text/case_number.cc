#include "kiosk/text/case_number.h"

#include <algorithm>

#include "kiosk/base/clock.h"
#include "kiosk/text/typed.h"

namespace kiosk24::text {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z');
}

int number_in(std::string_view digits) {
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

}  // namespace

std::string tidy_case_number(std::string_view typed) {
    return tidy_typed(typed, LetterCase::upper);
}

bool is_case_number(std::string_view number) {
    return number.size() == kCaseNumberLength &&
           std::all_of(number.begin(), number.end(), is_letter_or_digit) &&
           is_case_number_tail(number.substr(kCaseNumberLength - kCaseNumberTail));
}

bool is_case_number_tail(std::string_view tail) {
    if (tail.size() != kCaseNumberTail || !std::all_of(tail.begin(), tail.end(), is_digit)) return false;
    return is_valid(
        Date{number_in(tail.substr(0, 4)), number_in(tail.substr(4, 2)), number_in(tail.substr(6, 2))});
}

std::string kept_number(std::string_view case_id) {
    constexpr std::size_t kDigits = 8, kTogether = 4;
    auto digits = tidy_case_number(case_id.substr(0, kDigits));
    if (digits.size() > kTogether) digits.insert(kTogether, "-");
    return digits;
}

bool is_query_code(std::string_view code) {
    constexpr std::size_t kShortest = 4;
    return code.size() >= kShortest && code.size() <= kLongestQueryCode &&
           std::all_of(code.begin(), code.end(), is_letter_or_digit);
}

}  // namespace kiosk24::text
