// How a person walks through a matter: config/catalogue/<matter>.walks.txt. The format is explained at the
// top of SI01.walks.txt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/model/state.h"

namespace kiosk24::app {

struct WalkScreen {
    Situation situation = Situation::attract;
    bool may_be_missed = false;  // written with '?': it may pass too quickly to be seen
};
struct WalkTouch {
    Situation on = Situation::attract;
    std::string widget;
    bool is_key = false;  // of the keyboard on the screen, in the course of typing
};
struct Walk {
    std::string name, card, matter_case, outcome;
    IdentifyMethod method = IdentifyMethod::id_card;  // by=e_id: shows the code of the card's holder instead
    std::vector<WalkScreen> screens;
    std::vector<WalkTouch> touches;
    int pages = 0;     // that come out of the printer
    int receipts = 0;  // that come out of the receipt printer
};

// bad_input with the line.
Result<std::vector<Walk>> parse_walks(std::string_view text);
// Empty if the screens met are the walk's, else what differs.
std::string difference(const Walk& walk, const std::vector<Situation>& met);

}  // namespace kiosk24::app
