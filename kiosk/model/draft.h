// A form that its person left in the middle and may go on with, here or at another terminal, until it ends.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/model/application.h"

namespace kiosk24 {

struct Draft {
    std::string
        key;  // 32 hex digits, minted by the terminal; a draft is kept, given away and erased under it
    std::string matter_id;
    int matter_version = 0;
    std::string matter_case;
    PersonalText person_reference;  // empty: the platform knows nothing of it, it stays in this terminal
    std::vector<FormValue> typed;   // as they were typed, by field; what card and platform say is asked anew
    WallTime kept_at, expires_at;
    bool is_at_platform = false;  // the platform has taken it; never on the wire, the ledger says so
    bool operator==(const Draft&) const = default;
};

// That the platform is to forget one.
struct DraftErasure {
    std::string key;    // of the outbox
    std::string draft;  // the draft's key
    bool operator==(const DraftErasure&) const = default;
};

}  // namespace kiosk24
