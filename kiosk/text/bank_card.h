// Bank card numbers: 13 to 19 digits with the check digit of ISO/IEC 7812-1 Annex B (Luhn); cards of mainland
// banks begin with 62 and have 16 to 19. Pure; any thread.
#pragma once

#include <string>
#include <string_view>

namespace kiosk24::text {

inline constexpr std::size_t kShortestBankCard_digits = 13, kLongestBankCard_digits = 19;

enum class BankCardProblem { none, length, character, check };
// Of a number without spaces; the first that applies.
BankCardProblem problem_of_bank_card(std::string_view number);
inline bool is_bank_card(std::string_view number) {
    return problem_of_bank_card(number) == BankCardProblem::none;
}
// "6222 0212 3456 7890 128": in fours, as on the card.
std::string grouped_bank_card(std::string_view number);

}  // namespace kiosk24::text
