// Unified social credit codes of organisations, GB 32100-2015: registration department (1) + kind (1) + area
// (6) + organisation code (9, GB 11714) + check character. Letters are upper case, without I O S V Z. Pure.
#pragma once

#include <string>
#include <string_view>

namespace kiosk24::text {

inline constexpr std::size_t kCreditCodeLength = 18;

// Full-width to ASCII, lower to upper case, white space gone; anything else stays.
std::string normalise_credit_code(std::string_view typed);

enum class CreditCodeProblem { none, length, character, organisation_check, check };
CreditCodeProblem problem_of_credit_code(std::string_view code);
// The first credit code that stands in a scanned text: by itself, or as a part of an address (the code on a
// business licence leads to 国家企业信用信息公示系统). Empty if there is none.
std::string find_credit_code(std::string_view scanned);
inline bool is_credit_code(std::string_view code) {
    return problem_of_credit_code(code) == CreditCodeProblem::none;
}

}  // namespace kiosk24::text
