#include "kiosk/flow/rules/rules.h"

#include <algorithm>

namespace kiosk24::flow::rules {
namespace {

const std::string* value_of(const std::vector<FormValue>& form, std::string_view field) {
    const auto found =
        std::find_if(form.begin(), form.end(), [&](auto& value) { return value.field == field; });
    return found == form.end() ? nullptr : &found->value.reveal();
}

// The number on the card is that of a resident of the mainland: not a Hong Kong, Macao or Taiwan permit
// (areas 81 to 83) and not a foreigner's (first digit 9).
bool is_mainland_number(const std::vector<FormValue>& form) {
    const auto* number = value_of(form, "id_number");
    constexpr std::size_t kDigits = 18;
    if (number == nullptr || number->size() != kDigits) return false;
    const auto area = number->substr(0, 2);
    return area != "81" && area != "82" && area != "83" && area.front() != '9';
}

constexpr NamedRule kRules[] = {{"is_mainland_number", is_mainland_number}};

}  // namespace

const NamedRule* find(std::string_view name) {
    const auto* found =
        std::find_if(std::begin(kRules), std::end(kRules), [&](auto& rule) { return rule.name == name; });
    return found == std::end(kRules) ? nullptr : found;
}

}  // namespace kiosk24::flow::rules
