// The rating of a service (好差评, 国办发〔2019〕51号): five levels, one a case, voluntary.
#pragma once

#include <string>

#include "kiosk/base/personal.h"

namespace kiosk24 {

inline constexpr int kMostStars = 5;  // 5 非常满意, 4 满意, 3 基本满意, 2 不满意, 1 非常不满意

struct Rating {
    std::string case_number;  // 办件编号: what is rated
    int stars = 0;            // 1 to kMostStars
    PersonalText words;       // free words; a terminal asks for none
    std::string key;          // idempotency key, in the request's header
    bool operator==(const Rating&) const = default;
};

// What the farewell asks about: kept over the forgetting of the person, and nothing personal. `stars` is 0
// until the person has chosen.
struct RatingOffer {
    std::string case_id, case_number;
    int stars = 0;
    bool operator==(const RatingOffer&) const = default;
};

}  // namespace kiosk24
