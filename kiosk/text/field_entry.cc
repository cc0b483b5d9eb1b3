#include "kiosk/text/field_entry.h"

#include <algorithm>

#include "kiosk/text/bank_card.h"
#include "kiosk/text/credit_code.h"
#include "kiosk/text/date_words.h"
#include "kiosk/text/typed.h"

namespace kiosk24::text {
namespace {

constexpr std::size_t kDate_digits = 8, kNumber_digits = 15, kLongestText_characters = 60;
// Mobile numbers of the mainland: 11 digits, 13 to 19 in front (YD/T 1522 numbering plan).
constexpr std::size_t kTelephone_digits = 11;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::size_t longest_of(FieldKind kind) {
    switch (kind) {
        case FieldKind::date:
            return kDate_digits;
        case FieldKind::phone:
            return kTelephone_digits;
        case FieldKind::bank_card:
            return kLongestBankCard_digits;
        case FieldKind::number:
            return kNumber_digits;
        case FieldKind::text:
        case FieldKind::choice:
        case FieldKind::credit_code:
            break;
    }
    return std::string::npos;
}

std::string digits_of(std::string_view typed, std::size_t most) {
    std::string digits = tidy_typed(typed, LetterCase::kept);
    std::erase_if(digits, [](char c) { return !is_digit(c); });
    return digits.substr(0, most);
}

std::string first_characters(std::string_view typed, std::size_t most) {
    const auto points = code_points_of(typed);
    if (!points) return {};
    std::string text;
    for (std::size_t i = 0; i < std::min(most, points->size()); ++i)
        append_utf8(text, (*points)[i]);
    return text;
}

// "19491231" with `separator` after the places in `after`, as far as it is typed.
std::string separated(std::string_view digits, std::size_t first, std::size_t second, char separator) {
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i == first || i == second) text += separator;
        text += digits[i];
    }
    return text;
}

std::string iso_date_of(std::string_view digits) {
    return digits.size() == kDate_digits ? separated(digits, 4, 6, '-') : std::string();
}

std::string_view problem_of_telephone(std::string_view number) {
    if (number.size() != kTelephone_digits) return "phone_length";
    const bool is_mobile = number[0] == '1' && number[1] >= '3';
    return is_mobile ? "" : "phone";
}

std::string_view problem_of_code(std::string_view code) {
    switch (problem_of_credit_code(code)) {
        case CreditCodeProblem::none:
            return "";
        case CreditCodeProblem::length:
            return "credit_code_length";
        case CreditCodeProblem::character:
        case CreditCodeProblem::organisation_check:
        case CreditCodeProblem::check:
            return "credit_code_check";
    }
    return "";
}

std::string_view problem_of_card(std::string_view number) {
    switch (problem_of_bank_card(number)) {
        case BankCardProblem::none:
            return "";
        case BankCardProblem::length:
        case BankCardProblem::character:
            return "bank_card_length";
        case BankCardProblem::check:
            return "bank_card_check";
    }
    return "";
}

}  // namespace

bool takes_digits(FieldKind kind) {
    return longest_of(kind) != std::string::npos;
}

std::string tidy_entry(FieldKind kind, std::string_view typed) {
    if (takes_digits(kind)) return digits_of(typed, longest_of(kind));
    if (kind == FieldKind::credit_code)
        return first_characters(normalise_credit_code(typed), kCreditCodeLength);
    return kind == FieldKind::text ? first_characters(typed, kLongestText_characters) : std::string(typed);
}

std::string shown_entry(FieldKind kind, std::string_view entry) {
    // Not a number at all, whoever it comes from: cutting it into groups would cut characters in two.
    if (!std::all_of(entry.begin(), entry.end(), [](unsigned char c) { return c < 0x80; }))
        return std::string(entry);
    switch (kind) {
        case FieldKind::bank_card:
            return grouped_bank_card(entry);
        case FieldKind::phone:
            return separated(entry, 3, 7, ' ');
        case FieldKind::date:
            return separated(entry, 4, 6, '-');
        case FieldKind::credit_code:
            return separated(entry, 2, 8, ' ');
        case FieldKind::number:
        case FieldKind::text:
        case FieldKind::choice:
            break;
    }
    return std::string(entry);
}

std::string_view problem_of_entry(const FormField& field, std::string_view entry) {
    if (entry.empty()) return "";
    switch (field.kind) {
        case FieldKind::bank_card:
            return problem_of_card(entry);
        case FieldKind::phone:
            return problem_of_telephone(entry);
        case FieldKind::credit_code:
            return problem_of_code(entry);
        case FieldKind::date:
            return is_valid(date_from_iso(iso_date_of(entry))) ? "" : "date";
        case FieldKind::choice: {
            const auto is_it = [&](const Choice& choice) { return choice.value == entry; };
            return std::any_of(field.choices.begin(), field.choices.end(), is_it) ? "" : "choice";
        }
        case FieldKind::text:
            return entry.find_first_not_of(' ') == std::string_view::npos ? "blank" : "";
        case FieldKind::number:
            break;
    }
    return "";
}

std::string value_of_entry(FieldKind kind, std::string_view entry) {
    return kind == FieldKind::date ? iso_date_of(entry) : std::string(entry);
}

std::string entry_of_value(FieldKind kind, std::string_view value) {
    return tidy_entry(kind, value);
}

}  // namespace kiosk24::text
