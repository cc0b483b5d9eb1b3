#include "kiosk/text/credit_code.h"

#include <array>

#include "kiosk/text/typed.h"

namespace kiosk24::text {
namespace {

constexpr std::size_t kLength = kCreditCodeLength;
constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

// GB 11714: the check of the nine characters inside. Its alphabet is all of 0-9 A-Z, its check digit 0-9 X.
char organisation_check_of(std::string_view eight) {
    constexpr std::array<int, 8> kWeights{3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i) {
        const char c = eight[i];
        sum += kWeights[i] * (c <= '9' ? c - '0' : c - 'A' + 10);
    }
    const int check = 11 - sum % 11;
    return check == 10 ? 'X' : static_cast<char>('0' + check % 11);
}

char check_of(std::string_view code) {
    constexpr std::array<std::size_t, kLength - 1> kWeights{1,  3,  9,  27, 19, 26, 16, 17, 20,
                                                            29, 25, 13, 8,  24, 10, 30, 28};
    std::size_t sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i)
        sum += kAlphabet.find(code[i]) * kWeights[i];
    return kAlphabet[(31 - sum % 31) % 31];
}

}  // namespace

std::string normalise_credit_code(std::string_view typed) {
    return tidy_typed(typed, LetterCase::upper);
}

CreditCodeProblem problem_of_credit_code(std::string_view code) {
    if (code.size() != kLength) return CreditCodeProblem::length;
    if (code.find_first_not_of(kAlphabet) != std::string_view::npos) return CreditCodeProblem::character;
    if (code[16] != organisation_check_of(code.substr(8, 8))) return CreditCodeProblem::organisation_check;
    if (code[17] != check_of(code)) return CreditCodeProblem::check;
    return CreditCodeProblem::none;
}

std::string find_credit_code(std::string_view scanned) {
    const std::string text = normalise_credit_code(scanned);
    for (std::size_t at = 0; at + kLength <= text.size(); ++at) {
        const auto part = std::string_view(text).substr(at, kLength);
        if (is_credit_code(part)) return std::string(part);
    }
    return {};
}

}  // namespace kiosk24::text
