#include "kiosk/text/citizen_number.h"

#include <algorithm>
#include <array>

#include "kiosk/text/typed.h"

namespace kiosk24::text {
namespace {

constexpr std::size_t kLength = 18;
constexpr std::size_t kDigits = kLength - 1;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

int number_at(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i)
        value = value * 10 + (text[i] - '0');
    return value;
}

Date birth_in(std::string_view number) {
    return {number_at(number, 6, 4), number_at(number, 10, 2), number_at(number, 12, 2)};
}

// ISO 7064 MOD 11-2.
char check_character_of(std::string_view number) {
    constexpr std::array<int, kDigits> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr std::string_view kCharacters = "10X98765432";
    int sum = 0;
    for (std::size_t i = 0; i < kDigits; ++i)
        sum += (number[i] - '0') * kWeights[i];
    return kCharacters[static_cast<std::size_t>(sum % 11)];
}

}  // namespace

PersonalText normalise_citizen_number(std::string_view typed) {
    return PersonalText(tidy_typed(typed, LetterCase::upper));
}

NumberProblem problem_of_citizen_number(std::string_view number) {
    if (number.size() != kLength) return NumberProblem::length;
    const bool are_digits = std::all_of(number.begin(), number.begin() + kDigits, is_digit);
    if (!are_digits || !(is_digit(number[kDigits]) || number[kDigits] == 'X'))
        return NumberProblem::character;
    if (number[0] == '0') return NumberProblem::area;
    constexpr int kEarliestYear = 1850;
    const auto birth = birth_in(number);
    if (birth.year < kEarliestYear || !is_valid(birth)) return NumberProblem::birth;
    if (number[kDigits] != check_character_of(number)) return NumberProblem::check;
    return NumberProblem::none;
}

std::string_view name_of(NumberProblem problem) {
    switch (problem) {
        case NumberProblem::none:
            return "none";
        case NumberProblem::length:
            return "length";
        case NumberProblem::character:
            return "character";
        case NumberProblem::area:
            return "area";
        case NumberProblem::birth:
            return "birth";
        case NumberProblem::check:
            return "check";
    }
    return "none";
}

Date birth_of(std::string_view number) {
    return is_citizen_number(number) ? birth_in(number) : Date{};
}

Sex sex_of(std::string_view number) {
    if (!is_citizen_number(number)) return Sex::unknown;
    return number_at(number, 16, 1) % 2 == 1 ? Sex::male : Sex::female;
}

}  // namespace kiosk24::text
