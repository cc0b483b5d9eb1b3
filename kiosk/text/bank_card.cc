#include "kiosk/text/bank_card.h"

#include <algorithm>

namespace kiosk24::text {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Every second digit from the right, the check digit not counted, is doubled; a number above nine gives its
// two digits.
bool is_luhn_right(std::string_view number) {
    int sum = 0;
    bool is_doubled = false;
    for (auto digit = number.rbegin(); digit != number.rend(); ++digit) {
        int value = *digit - '0';
        if (is_doubled) value = value > 4 ? value * 2 - 9 : value * 2;
        sum += value;
        is_doubled = !is_doubled;
    }
    return sum % 10 == 0;
}

}  // namespace

BankCardProblem problem_of_bank_card(std::string_view number) {
    if (!std::all_of(number.begin(), number.end(), is_digit)) return BankCardProblem::character;
    if (number.size() < kShortestBankCard_digits || number.size() > kLongestBankCard_digits)
        return BankCardProblem::length;
    // Noughts alone satisfy the sum and are no card.
    const bool is_all_noughts = number.find_first_not_of('0') == std::string_view::npos;
    return is_all_noughts || !is_luhn_right(number) ? BankCardProblem::check : BankCardProblem::none;
}

std::string grouped_bank_card(std::string_view number) {
    constexpr std::size_t kGroup = 4;
    std::string grouped;
    for (std::size_t i = 0; i < number.size(); ++i) {
        if (i > 0 && i % kGroup == 0) grouped += ' ';
        grouped += number[i];
    }
    return grouped;
}

}  // namespace kiosk24::text
