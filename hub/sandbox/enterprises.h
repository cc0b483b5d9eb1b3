// The business register of the sandbox: a few invented enterprises in the unallocated area 440399 (credit
// codes with right checks, GB 32100), each with the legal representative's identity number. And the rule of
// EN02: the licence copy is printed for the legal representative of an enterprise that exists.
//
//   91440399MA0000007L  legal representative 11010519491231002X (the card R1)
//   91440399MA0000015F  legal representative 440399199003070014
//   91440399MA0000023A  deregistered; legal representative 11010519491231002X
#pragma once

#include <string>
#include <string_view>

#include "hub/sandbox/people.h"
#include "kiosk/model/application.h"

namespace kiosk24::sandbox {

struct Enterprise {
    std::string_view code;
    LocalText name, kind, business, address;
    LocalText capital;
    Date founded, valid_to;  // valid_to {0,0,0}: without end
    std::string_view representative_number;
    bool is_deregistered = false;
};
// nullptr: not in the register.
const Enterprise* enterprise_coded(std::string_view code);

Decision decide_licence_copy(const Person& person, const Enterprise* enterprise);

}  // namespace kiosk24::sandbox
