#include "hub/sandbox/people.h"

#include <algorithm>

namespace kiosk24::sandbox {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// GB 11643: the remainder of the weighted sum picks the check character.
char check_character(std::string_view first_17) {
    static constexpr int kWeights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i)
        sum += (first_17[i] - '0') * kWeights[i];
    return "10X98765432"[sum % 11];
}

int number_at(std::string_view text, std::size_t from, std::size_t length) {
    int value = 0;
    for (std::size_t i = from; i < from + length; ++i)
        value = value * 10 + (text[i] - '0');
    return value;
}

Status check_18(std::string_view number) {
    if (number.size() != 18) return Error(Code::bad_input, "an identity number has 18 characters");
    if (!std::all_of(number.begin(), number.begin() + 17, is_digit))
        return Error(Code::bad_input, "an identity number begins with 17 digits");
    if (!is_valid(birth_of(number, {}))) return Error(Code::bad_input, "the number's birth date is no date");
    if (number[17] != check_character(number))
        return Error(Code::bad_input, "the number's check character is wrong");
    return {};
}

Status check_15(std::string_view number) {
    const bool right =
        number.size() == 15 &&
        std::all_of(number.begin(), number.begin() + 3, [](char c) { return c >= 'A' && c <= 'Z'; }) &&
        std::all_of(number.begin() + 3, number.end(), is_digit);
    if (!right) return Error(Code::bad_input, "a 2017 permit number is 3 letters and 12 digits");
    return {};
}

}  // namespace

Status check_number(std::string_view number, CardKind kind) {
    return kind == CardKind::foreigner_2017 ? check_15(number) : check_18(number);
}

Date birth_of(std::string_view number, Date on_card) {
    if (number.size() != 18) return on_card;
    return {number_at(number, 6, 4), number_at(number, 10, 2), number_at(number, 12, 2)};
}

Story story_of(std::string_view number) {
    if (number.size() < 3) return Story::insured;
    switch (number[number.size() == 18 ? 15 : number.size() - 2]) {
        case '8':
            return Story::never_insured;
        case '9':
            return Story::under_review;
        default:
            return Story::insured;
    }
}

std::string masked(std::string_view number) {
    std::string shown(number);
    const std::size_t from = number.size() == 18 ? 6 : 7, left = number.size() == 18 ? 4 : 2;
    for (std::size_t i = from; i + left < shown.size(); ++i)
        shown[i] = '*';
    return shown;
}

Result<Person> person_on(const IdentityCard& card) {
    const std::string& number = card.number.reveal();
    TRY_STATUS(check_number(number, card.kind));
    Person person;
    person.number = card.number;
    person.name = card.name.reveal().empty() ? card.english_name : card.name;
    if (person.name.reveal().empty()) return Error(Code::bad_input, "the card names nobody");
    person.address = card.address;
    person.kind = card.kind;
    person.sex = card.sex;
    person.nation_code = card.nation_code;
    person.birth = birth_of(number, card.birth.reveal());
    if (!is_valid(person.birth)) return Error(Code::bad_input, "the card has no birth date");
    return person;
}

}  // namespace kiosk24::sandbox
