// Somebody who comes to a terminal, made of a seed. All that is personal about them carries a mark, so that a
// few searches find any person's value wherever it must not be.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/model/identity.h"

namespace kiosk24::simulation {

struct Person {
    int index = 0;
    IdentityCard card;
    std::string telephone, bank_card, eid_code, credit_code;
};
Person make_person(std::uint64_t seed, int index);

// The mark that these bytes carry; empty: none.
std::string_view personal_mark_in(std::string_view bytes);

}  // namespace kiosk24::simulation
